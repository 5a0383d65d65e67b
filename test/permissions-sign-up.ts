// What the matrix test needs to try each action on applications of organizations: bodies, and applications to act on, which only visitors hand in.
import { freshCode } from './harness/codes.ts';
import type { TestHouse } from './harness/house.ts';
import type { Acted, Person } from './harness/http.ts';
import { paperPdf } from './harness/papers.ts';

const reason = () => ({ reason: '测试' });
export const signUpBodies = { signUp: { sendBack: reason, refuse: reason, erase: reason } };
export const signUpFolders = { signUp: 'sign-ups' };

/** One of a district where none of the parties is in charge. */
export const signUpMade = (around: () => { house: TestHouse; region: string; zhou: Person }) => ({
  signUp: async (): Promise<Acted> => {
    const { house, region, zhou } = around();
    const visitor = house.visitor();
    const { upload, secret } = await visitor.upload<{ upload: string; secret: string }>('/sign-ups/letters', {
      name: 'a.pdf',
      content: paperPdf(freshCode()),
    });
    const person = { administrator: '测试人', phone: '13800001234', account: 'matrix' };
    const creditCode = freshCode();
    const letter = { upload, secret };
    const form = { creditCode, name: `测试${creditCode}公司`, region, ...person, letter };
    const { id } = await visitor.post<{ id: string }>('/sign-ups/apply', form);
    return zhou.get<Acted>(`/sign-ups/${id}`);
  },
});
