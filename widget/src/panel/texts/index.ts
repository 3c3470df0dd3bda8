/** Every sentence of the panel, a file for each language; a visitor loads one of them. */
import type { ApiError } from "../../client";
import type { Texts } from "./en";

export type { Texts };

const LANGUAGES = {
  en: () => import("./en"),
  id: () => import("./id"),
};

export async function loadTexts(locale: keyof typeof LANGUAGES): Promise<Texts> {
  return (await LANGUAGES[locale]()).texts;
}

/** A sentence in the visitor's language for what went wrong. */
export function sentenceFor({ problems }: Texts, { code }: Pick<ApiError, "code">): string {
  return code in problems ? problems[code as keyof typeof problems] : problems.other;
}
