// Front door of recognitions: the registers of titles.
export { openRecognitions, type Recognitions } from './service.ts';
export type { RecognitionTables } from './tables.ts';
export { mountRecognitions } from './mount.ts';
export { titleCandidates } from './candidates.ts';
export { recognitionImporter } from './importer.ts';
export { mountRecognitionDocuments } from './document.ts';
