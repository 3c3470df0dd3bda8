import { ApiError, type Note, type WriteNote } from "@frontdesk/widget/client";
import { QueryClient } from "@tanstack/react-query";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { Notes, notesKey, withNotes } from "../src/conversation/notes";
import { MemoryStorage } from "./memory_storage";
import { ME } from "./records";

/** The other half: a log of notes that stores each client_id once. */
class NotesOnServer {
  readonly log: Note[] = [];
  failure: ApiError | null = null;
  losesAnswers = false;

  readonly notes = vi.fn(
    async (_id: string, { afterSeq = 0, limit = 100 }: { afterSeq?: number; limit?: number } = {}) => ({
      items: this.log.slice(afterSeq, afterSeq + limit),
      tail_seq: this.log.length,
    }),
  );

  readonly writeNote = async (id: string, { client_id, content }: WriteNote) => {
    if (this.failure) throw this.failure;
    const known = this.log.find((each) => each.client_id === client_id);
    const stored = known ?? note(this.log.length + 1, { conversation_id: id, client_id, content });
    if (!known) this.log.push(stored);
    if (this.losesAnswers) throw ApiError.unreachable("The server took too long.");
    return { note: stored, duplicate: known !== undefined };
  };
}

function note(seq: number, fields: Partial<Note> = {}): Note {
  return {
    conversation_id: "c1",
    seq,
    after_seq: 1,
    client_id: `0.n${seq}`,
    author: { id: "agent-budi", name: "Budi" },
    content: `note ${seq}`,
    created_at: "2026-11-12T08:00:00.000Z",
    ...fields,
  };
}

let server: NotesOnServer;
let queries: QueryClient;
let storage: MemoryStorage;
let notes: Notes;

beforeEach(() => {
  server = new NotesOnServer();
  queries = new QueryClient();
  storage = new MemoryStorage();
  notes = new Notes(server, queries, storage, ME.id);
});

const shown = () => (queries.getQueryData<Note[]>(notesKey("c1")) ?? []).map(({ content }) => content);
const show = (items: Note[]) => queries.setQueryData(notesKey("c1"), items);
const hear = (heard: Note) =>
  notes.heard({
    type: "push",
    frame: { type: "note.created", tenant_id: "t1", timestamp: "", conversation_id: "c1", note: heard },
  });
const beat = (tail: number) =>
  notes.heard({
    type: "heartbeat",
    pong: { type: "pong", request_id: "1", timestamp: "", tails: {}, note_tails: { c1: tail }, queue_positions: null },
  });

describe("the notes of a conversation", () => {
  it("are loaded page by page, and then only what came after", async () => {
    server.log.push(...Array.from({ length: 130 }, (_, at) => note(at + 1)));
    show(await notes.load("c1"));
    expect(shown()).toHaveLength(130);
    server.notes.mockClear();
    await notes.load("c1");
    expect(server.notes.mock.calls.map(([, bounds]) => bounds?.afterSeq)).toEqual([130]);
  });

  it("are shown as they are written by others, each once", () => {
    show([note(1)]);
    hear(note(2));
    hear(note(2));
    expect(shown()).toEqual(["note 1", "note 2"]);
  });

  it("are asked for again where one was missed, as the next one or the heartbeat tells", () => {
    const asked = vi.spyOn(queries, "invalidateQueries");
    show([note(1)]);
    beat(1);
    expect(asked).not.toHaveBeenCalled();
    hear(note(3));
    beat(4);
    expect(asked).toHaveBeenCalledTimes(2);
    expect(shown()).toEqual(["note 1"]);
  });

  it("stand together in order, whichever came first", () => {
    expect(withNotes([note(2)], [note(1), note(2)]).map(({ seq }) => seq)).toEqual([1, 2]);
  });
});

describe("a note of one's own", () => {
  it("is shown at once, and is the stored one afterwards", async () => {
    show([]);
    const written = notes.write("c1", "Be generous", 4);
    expect(notes.getPending()).toMatchObject([{ content: "Be generous", afterSeq: 4, state: "sending" }]);
    await written;
    expect(notes.getPending()).toEqual([]);
    expect(shown()).toEqual(["Be generous"]);
  });

  it("stays when it is refused, to be thrown away", async () => {
    server.failure = new ApiError("message_too_long", "A note holds up to 4000 characters.", false);
    await notes.write("c1", "long", 1);
    const [kept] = notes.getPending();
    expect(kept).toMatchObject({ state: "failed", failure: { sentence: "A note holds up to 4000 characters." } });
    notes.discard(kept?.clientId ?? "");
    expect(notes.getPending()).toEqual([]);
    expect(storage.length).toBe(0);
  });

  it("is stored once, although its answer was lost and the page was loaded anew", async () => {
    server.losesAnswers = true;
    await notes.write("c1", "Once", 1);
    const again = new Notes(server, queries, storage, ME.id);
    server.losesAnswers = false;
    await again.retry(again.getPending()[0]?.clientId ?? "");
    expect(server.log.map(({ content }) => content)).toEqual(["Once"]);
    expect(again.getPending()).toEqual([]);
  });

  it("is gone from the browser when the agent signs out", async () => {
    server.failure = ApiError.unreachable("The server cannot be reached.");
    await notes.write("c1", "private", 1);
    expect(storage.length).toBe(1);
    notes.clear();
    expect(storage.length).toBe(0);
  });
});
