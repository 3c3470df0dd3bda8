/** Where the days of the figures begin: where one is. */
export const TIME_ZONE = new Intl.DateTimeFormat().resolvedOptions().timeZone;

/** "Asia/Ho Chi Minh" */
export const TIME_ZONE_WORDS = TIME_ZONE.replaceAll("_", " ");
