// What of a release is not written: a brief of a day that ends no month, a yearly report of a part of one. Declared refusals.
import { refusal } from '../platform/shared/errors.ts';

export const noSuchSpan = refusal('report.span', 422, 'monitoring:refusals.span');
export const noYear = refusal('report.year', 422, 'monitoring:refusals.year');
export const noTemplate = refusal('report.noTemplate', 422, 'monitoring:refusals.noTemplate');
