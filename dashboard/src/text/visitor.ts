import type { VisitorDetails } from "@frontdesk/widget/client";

const KIND_WORDS = { desktop: "computer", phone: "phone", tablet: "tablet", bot: "bot" } as const;

/** "Tue 14:05, Jakarta": what the visitor's clock shows; null for a zone that this browser does not know. */
export function localTime(zone: string, now: number): string | null {
  try {
    const clock = new Intl.DateTimeFormat(undefined, {
      timeZone: zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
    });
    return `${clock.format(now)}, ${cityOf(zone)}`;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

/** "Indonesian (Indonesia)"; a tag that nobody knows stays as it is. */
export function languageName(locale: string): string {
  try {
    return new Intl.DisplayNames("en", { type: "language", languageDisplay: "standard" }).of(locale) ?? locale;
  } catch (error) {
    if (error instanceof RangeError) return locale;
    throw error;
  }
}

/** "Safari on iOS, phone"; null where the browser said nothing that is understood. */
export function deviceWords({ browser, os, kind }: VisitorDetails["device"]): string | null {
  const software = browser && os ? `${browser} on ${os}` : (browser ?? os);
  return [software, kind ? KIND_WORDS[kind] : null].filter(Boolean).join(", ") || null;
}

function cityOf(zone: string): string {
  return (zone.split("/").at(-1) ?? zone).replaceAll("_", " ");
}
