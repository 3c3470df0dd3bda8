import { contrast, readableOn } from "@frontdesk/widget/colours";

/** WCAG 2.2 AA, of text. */
const NEEDED = 4.5;
const COLOUR = /^#[0-9a-f]{6}$/i;

export interface Contrast {
  /** Of the colours as they are chosen. */
  ratio: number;
  /** What the widget uses for the text. */
  text: string;
  isAdjusted: boolean;
}

/** How well the text can be read, and what the widget makes of it; null while a colour is not whole. */
export function contrastOf(primary: string, text: string): Contrast | null {
  if (!COLOUR.test(primary) || !COLOUR.test(text)) return null;
  const ratio = contrast(primary, text);
  return { ratio, text: readableOn(primary, text), isAdjusted: ratio < NEEDED };
}

export function ratioWords(ratio: number): string {
  // Never rounded up to what would be enough.
  return `${(Math.floor(ratio * 10) / 10).toFixed(1)} : 1`;
}

export function isColour(text: string): boolean {
  return COLOUR.test(text);
}

const COLOUR_NAMES: Readonly<Record<string, string>> = { "#ffffff": "white", "#000000": "black", "#111318": "black" };

export function colourWords(colour: string): string {
  return COLOUR_NAMES[colour] ?? colour;
}
