// Mounts the operations of forms. Keeps nothing: returns are statistics' records.
import type { FastifyInstance } from 'fastify';
import { mount } from '../../platform/server/mount.ts';
import type { Say } from '../../platform/server/words.ts';
import type { Given } from '../answers.ts';
import { differences } from '../difference.ts';
import { checkForm, compareForms, formTemplate, getForm, listForms, readTemplate } from '../routes.ts';
import type { CheckedForm } from './checks.ts';
import type { Forms } from './open.ts';
import { differenceSaid, formSaidOf, headOf, type Reader, verdictOf } from './present.ts';
import { readGiven } from './reading.ts';
import { readTemplateOf, templateOf } from './template.ts';

/** `today` is the day in the city. */
export function mountForms(app: FastifyInstance, forms: Forms, { say, today }: { say: Say; today: () => Promise<string> }): void {
  const reader = async ({ language }: { language: Reader['language'] }): Promise<Reader> => ({
    language,
    say,
    today: await today(),
  });
  const judged = (form: CheckedForm, given: Given, of: Reader) => {
    const read = readGiven(form.version, given);
    return verdictOf(form.version, read, form.judge(read.answers), of);
  };
  mount(app, listForms, async ({ actor }) => {
    const of = await reader(actor);
    return { items: forms.list().map((one) => headOf(one, forms.commissionOf(one.code), of)) };
  });
  mount(app, getForm, async ({ params, query, actor }) => {
    const of = await reader(actor);
    const { version } = forms.version(params.code, { number: query.version, on: of.today });
    return formSaidOf(forms.one(params.code), version, forms.commissionOf(params.code), of);
  });
  mount(app, compareForms, async ({ params, query, actor }) => {
    const of = await reader(actor);
    const versionOf = (number: number) => forms.version(params.code, { number, on: of.today }).version;
    const [before, after] = [versionOf(query.from), versionOf(query.to)];
    return { items: differences(before, after).map((one) => differenceSaid(one, before, after, of.language)) };
  });
  mount(app, formTemplate, async ({ params, query, actor }) => {
    const of = await reader(actor);
    const { version } = forms.version(params.code, { number: query.version, on: of.today });
    return templateOf(forms.one(params.code), version, forms.commissionOf(params.code), of);
  });
  mount(app, checkForm, async ({ params, query, body, actor }) => {
    const of = await reader(actor);
    return judged(forms.version(params.code, { number: query.version, on: of.today }), body, of);
  });
  mount(app, readTemplate, async ({ params, query, file, actor }) => {
    const of = await reader(actor);
    const form = forms.version(params.code, { number: query.version, on: of.today });
    const { key: _key, ...given } = await readTemplateOf(forms.one(params.code), form.version, file);
    return { ...given, verdict: judged(form, given, of) };
  });
}
