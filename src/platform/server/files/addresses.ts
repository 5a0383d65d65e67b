// The form of the addresses that the environment gives for files. Pure.

export const isStoreAddress = (said: string): boolean =>
  /^s3:\/\/[a-z0-9][a-z0-9.-]{1,62}(\/|\?|$)/.test(said) && URL.canParse(said) && !new URL(said).username;
export const isScanAddress = (said: string): boolean => /^clamd:\/\/[\w.-]+(:\d{1,5})?\/?$/.test(said);
