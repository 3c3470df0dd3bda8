import type { Drafts } from "../conversation/drafts";

/** In the place of an id, for one that has none yet. */
export const NEW = "new";

/** A workflow as it stands in the editor. */
export interface Written {
  name: string;
  text: string;
  /** The version that it was made from; 0 for a new one. */
  basedOn: number;
}

type Kept = Pick<Drafts, "read" | "write">;

/** What has been changed and not saved stays for as long as the browser tab lives, also while one is elsewhere. */
export class UnsavedWorkflows {
  readonly #drafts: Kept;

  constructor(drafts: Kept) {
    this.#drafts = drafts;
  }

  read(id: string): Written | null {
    const kept = this.#drafts.read(keyOf(id));
    return kept === "" ? null : (JSON.parse(kept) as Written);
  }

  write(id: string, written: Written): void {
    this.#drafts.write(keyOf(id), JSON.stringify(written));
  }

  forget(id: string): void {
    this.#drafts.write(keyOf(id), "");
  }
}

export function isSame(one: Written, other: Written): boolean {
  return one.name === other.name && one.text === other.text;
}

/** What has been written since it was sent to be saved, now on top of what is saved; null where nothing was. */
export function writtenSince(sent: Written, now: Written | null, version: number): Written | null {
  return now === null || isSame(now, sent) ? null : { ...now, basedOn: version };
}

function keyOf(id: string): string {
  return `workflow.${id}`;
}
