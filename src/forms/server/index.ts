// The front door of forms on the server: opens them, judges answers, makes and reads templates, mounts the catalogue.
export { type CheckedForm, mistakesIn, openChecks } from './checks.ts';
export { mountForms } from './mount.ts';
export { type Forms, noForm, noVersion, openForms } from './open.ts';
export { formSaidOf, namedAt, type Reader, verdictOf } from './present.ts';
export { readGiven } from './reading.ts';
export { type Preview, previewOf } from './preview.ts';
export { mountPrints } from './print.ts';
export { headLines, readTemplateOf, templateOf } from './template.ts';
