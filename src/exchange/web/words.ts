// Names of the exchange that any page may say. What its own pages say beside them comes with them.
import { defineWords } from '../../platform/shared/words.ts';

export const apiKeyNames = defineWords({
  nav: ['接口密钥', 'API keys'],
  one: ['接口密钥', 'API key'],
  'form.title': ['新建接口密钥', 'New API key'],
});

export const webhookNames = defineWords({
  nav: ['消息推送', 'Webhooks'],
  one: ['推送地址', 'Webhook'],
  'form.title': ['新建推送地址', 'New webhook'],
});
