/** A ticket's description, taken apart for reading: paragraphs, days, and who said what when. */

export type Block =
  | { kind: "text"; lines: string[] }
  | { kind: "day"; words: string }
  | { kind: "said"; time: string; speaker: string; text: string };

const SAID = /^\[(\d\d:\d\d)\] (.*?): ?(.*)$/;
const DAY = /^[A-Z][a-z]+day, \d{1,2} [A-Z][a-z]+ \d{4}$/;
/** What a message says on its further lines is as far in as its text. */
const INDENT = " ".repeat(8);

export function blocksOf(description: string): Block[] {
  const blocks: Block[] = [];
  let isNewParagraph = true;
  for (const line of description.split("\n")) {
    const last = blocks.at(-1);
    const said = SAID.exec(line);
    if (said) {
      const [, time = "", speaker = "", text = ""] = said;
      blocks.push({ kind: "said", time, speaker, text });
    } else if (last?.kind === "said" && line.startsWith(INDENT)) {
      last.text += `\n${line.slice(INDENT.length)}`;
    } else if (DAY.test(line)) {
      blocks.push({ kind: "day", words: line });
    } else if (line.trim() !== "") {
      if (last?.kind === "text" && !isNewParagraph) last.lines.push(line);
      else blocks.push({ kind: "text", lines: [line] });
    }
    isNewParagraph = line.trim() === "";
  }
  return blocks;
}
