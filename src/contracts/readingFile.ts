// Why a contract's file is not read: refusals of reading its text. What a file is at all is judged by the files of the platform. Pure.
import { refusal } from '../platform/shared/errors.ts';

/** Endings that a contract's text is read from. */
export const readableEndings = ['docx', 'pdf', 'txt'] as const;
/** Bytes of a file at most. */
export const mostBytes = 20 * 1024 * 1024;
/** Pages of a PDF at most. */
export const mostPages = 600;

export const scanned = refusal('reading.scanned', 422, 'contractReading:refusals.scanned');
export const locked = refusal('reading.locked', 415, 'contractReading:refusals.locked');
export const oldWord = refusal('reading.oldWord', 415, 'contractReading:refusals.oldWord');
export const notReadable = refusal('reading.notReadable', 415, 'contractReading:refusals.notReadable');
export const nothingIn = refusal('reading.nothing', 422, 'contractReading:refusals.nothing');
export const tooLong = refusal('reading.tooLong', 413, 'contractReading:refusals.tooLong');
export const garbled = refusal('reading.garbled', 422, 'contractReading:refusals.garbled');
export const tooManyPages = refusal('reading.tooManyPages', 413, 'contractReading:refusals.tooManyPages');
/** Took longer, or more memory, than any contract does: it was given up. */
export const readingSlow = refusal('reading.slow', 422, 'contractReading:refusals.slow');
/** Too many files are waiting to be read. */
export const readingBusy = refusal('reading.busy', 503, 'contractReading:refusals.busy');
