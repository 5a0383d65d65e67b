// Names of auctions that any page may say. What their own pages say beside them: auction-words.ts.
import { defineWords } from '../../../platform/shared/words.ts';

export const auctionNames = defineWords({
  nav: ['拍卖', 'Auctions'],
  records: ['挂牌与拍卖', 'Listing and auction'],
  one: ['挂牌或拍卖', 'Listing or auction'],
  bidderOne: ['竞买人', 'Bidder'],
  'form.title': ['挂牌或拍卖', 'List or auction'],
  'actions.create': ['挂牌或拍卖', 'List or auction'],
});
