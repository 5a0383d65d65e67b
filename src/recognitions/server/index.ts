// Front door of recognitions: the registers of titles.
export { openRecognitions, type Recognitions } from './service.ts';
export type { RecognitionTables } from './tables.ts';
export { mountRecognitions } from './mount.ts';
export { recognitionImporter } from './importer.ts';
