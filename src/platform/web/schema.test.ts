// What a form makes of an action's input: controls, the body it sends, what it sees to be wrong.
import { expect, test } from 'vitest';
import { z } from 'zod';
import { partialDay } from '../shared/dates.ts';
import { money } from '../shared/money.ts';
import { asAsked, bodyOf, controlOf, type Draft, draftOf, faultsOf, type Schema, withChanges } from './schema.ts';

const input = z.object({
  name: z.string().min(1).max(200),
  amount: money,
  recognisedOn: partialDay.nullable(),
  on: z.iso.date(),
  level: z.enum(['municipal', 'provincial']).nullable(),
  seats: z.number().int(),
  published: z.boolean(),
  contacts: z.array(z.object({ name: z.string(), phone: z.string().optional() })),
  note: z.string().max(2000).optional(),
});
const schema = z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }) as Schema;

test('each field gets the control that its schema asks for', () => {
  const controls = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, of]) => [name, controlOf(of)]));
  expect(controls).toEqual({
    name: 'text',
    amount: 'money',
    recognisedOn: 'partialDay',
    on: 'day',
    level: 'select',
    seats: 'number',
    published: 'boolean',
    contacts: 'list',
    note: 'textarea',
  });
});

test('what is filled in is a body that the schema accepts', () => {
  const draft = {
    ...draftOf(schema),
    name: ' 龙城实验室 ',
    amount: '3000000.00',
    recognisedOn: '2022-09',
    on: '2025-10-28',
    seats: '12',
    contacts: [{ name: '王', phone: '' }],
  };
  expect(faultsOf(schema, draft)).toEqual([]);
  expect(input.parse(bodyOf(schema, draft))).toEqual({
    name: '龙城实验室',
    amount: '3000000.00',
    recognisedOn: '2022-09',
    on: '2025-10-28',
    level: null,
    seats: 12,
    published: false,
    contacts: [{ name: '王' }],
  });
});

test('what is missing or misshapen is named by its path', () => {
  const draft = { ...draftOf(schema), amount: '三百万', on: '28/10/2025', seats: 'x', contacts: [{ name: '', phone: '' }] };
  expect(faultsOf(schema, draft)).toEqual([
    { path: 'name', code: 'required' },
    { path: 'amount', code: 'money' },
    { path: 'on', code: 'day' },
    { path: 'seats', code: 'number' },
    { path: 'contacts.0.name', code: 'required' },
  ]);
});

test('values given and defaults fill a draft', () => {
  expect(draftOf({ properties: { a: { type: 'string', default: 'x' }, b: { type: 'string' } } }, { b: 'y' })).toEqual({
    a: 'x',
    b: 'y',
  });
});

test('a group that may be null is null while nothing stands in it, and is asked for in full once something does', () => {
  const schema: Schema = {
    properties: {
      override: {
        anyOf: [
          {
            type: 'object',
            properties: { reason: { type: 'string' }, document: { type: 'string' } },
            required: ['reason', 'document'],
          },
          { type: 'null' },
        ],
      },
    },
  };
  const blank = draftOf(schema, {});
  expect(faultsOf(schema, blank)).toEqual([]);
  expect(bodyOf(schema, blank)).toEqual({ override: null });
  const begun = draftOf(schema, { override: { reason: 'an early code' } });
  expect(faultsOf(schema, begun)).toEqual([{ path: 'override.document', code: 'required' }]);
});

test('what a group opens with is nothing entered', () => {
  const conditions: Schema = {
    type: 'object',
    properties: {
      owner: { type: 'string', enum: ['institution', 'joint'] },
      rights: { type: 'string', enum: ['none', 'ownership'], default: 'none' },
      pledged: { type: 'boolean', default: false },
      parts: { type: 'array', items: { type: 'string' } },
    },
    required: ['owner', 'rights', 'pledged', 'parts'],
  };
  const schema: Schema = { properties: { conditions: { anyOf: [conditions, { type: 'null' }] } } };
  expect(faultsOf(schema, draftOf(schema))).toEqual([]);
  expect(bodyOf(schema, draftOf(schema))).toEqual({ conditions: null });
  const begun = draftOf(schema, { conditions: { rights: 'ownership' } });
  expect(faultsOf(schema, begun)).toEqual([{ path: 'conditions.owner', code: 'required' }]);
});

test('what is hidden is not judged, and is sent as it opened; what was hidden since is empty', () => {
  const schema: Schema = {
    properties: {
      price: { type: 'string' },
      low: { type: 'string', control: 'money' },
      listing: { type: 'string' },
      terms: { type: 'object', properties: { kind: { type: 'string' }, until: { type: 'string', format: 'date' } } },
      parts: { type: 'array', items: { properties: { kind: { type: 'string' }, until: { type: 'string', format: 'date' } } } },
    },
    required: ['price', 'low', 'listing'],
  };
  const shown = {
    low: ({ price }: Draft) => price === 'fixed',
    until: ({ kind }: Draft) => kind === 'lease',
    listing: () => false,
  };
  const opened = draftOf(schema, { price: 'fixed', low: '3.00', listing: 'L1', terms: { kind: 'lease', until: '2026-01-01' } });
  const now: Draft = {
    ...opened,
    price: 'agreed',
    low: 'three',
    terms: { kind: 'sale', until: 'soon' },
    parts: [{ kind: 'sale', until: 'x' }],
  };
  expect(faultsOf(schema, now)).toHaveLength(3);
  expect(faultsOf(schema, now, shown)).toEqual([]);
  expect(bodyOf(schema, asAsked(schema, now, shown, opened))).toEqual({
    price: 'agreed',
    listing: 'L1',
    terms: { kind: 'sale' },
    parts: [{ kind: 'sale' }],
  });
  expect(faultsOf(schema, { ...now, price: 'fixed' }, shown)).toEqual([{ path: 'low', code: 'money' }]);
});

test('a control that was drawn before others were filled in takes nothing of them back', () => {
  const [before, now] = [
    { title: '', level: '', organization: '' },
    { title: '孵化器', level: 'municipal', organization: '' },
  ];
  expect(withChanges(now, before, { ...before, organization: 'a' })).toEqual({ ...now, organization: 'a' });
  expect(withChanges(now, now, { ...now, title: '' })).toEqual({ ...now, title: '' });
});
