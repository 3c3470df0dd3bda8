import {
  ApiError,
  type Article,
  type AskedQuestion,
  type EditArticle,
  type UnansweredQuestion,
} from "@frontdesk/widget/client";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { agoWords } from "../src/articles/ago_words";
import { ArticleDrafts } from "../src/articles/article_drafts";
import {
  asSlug,
  BLANK,
  changesOf,
  overtaken,
  overtakenSentence,
  problemsOf,
  rebased,
  wholeSlug,
  withExamples,
  withTags,
} from "../src/articles/article_fields";
import { EVERYTHING, filtersOf, isNarrowed, queryOf } from "../src/articles/filters";
import { faultsOf, outcomeWords, packed, problemOf } from "../src/articles/import_files";
import { LEARNS_WITHIN_MS, Learning } from "../src/articles/learning";
import { pageAddress } from "../src/articles/public_page";
import { itemsIn, marksOf } from "../src/articles/queries";
import { editArticle, type Sent } from "../src/articles/save_article";
import { askedWords, draftFields, otherPhrasings } from "../src/articles/unanswered_words";
import { without } from "../src/articles/use_settle";
import { figure, verdictOf } from "../src/articles/verdict";
import { MemoryStorage } from "./memory_storage";

const RETURNS = { ...BLANK, title: "Returns", slug: "returns", body: "Within 30 days.", tags: ["orders"] };

describe("a change of an article", () => {
  it("is what differs from what was read, and nothing else", () => {
    expect(changesOf(RETURNS, RETURNS)).toEqual({});
    expect(changesOf(RETURNS, { ...RETURNS, tags: ["orders", "money"] })).toEqual({ tags: ["orders", "money"] });
  });

  it("is overtaken by a colleague's of the same field, to something else", () => {
    const theirs = { ...RETURNS, title: "Returns and refunds", body: "Within 60 days." };
    expect(overtaken(RETURNS, theirs, { body: "Within 14 days." })).toEqual(["body"]);
    expect(overtaken(RETURNS, theirs, { body: "Within 60 days." })).toEqual([]);
    expect(overtaken(RETURNS, theirs, { tags: [] })).toEqual([]);
  });

  it("that is overtaken is told with the colleague's name and the fields", () => {
    expect(overtakenSentence("Budi", ["title", "body"])).toBe(
      "Budi has changed the title and the text meanwhile. Yours is not saved yet.",
    );
  });

  it("that goes on while it is saved is kept on top of what was saved", () => {
    const sent = { ...RETURNS, title: " Returns  and refunds" };
    const saved = { ...sent, title: "Returns and refunds" };
    expect(rebased(sent, sent, saved)).toEqual(saved);
    expect(rebased({ ...sent, body: "Within 60 days." }, sent, saved)).toEqual({ ...saved, body: "Within 60 days." });
  });
});

describe("saving an article", () => {
  const stored = (fields: Partial<Article>) =>
    ({ ...RETURNS, version: 2, updated_by: { id: "b", name: "Budi" }, ...fields }) as Article;
  const sent = (changes: Partial<typeof BLANK>): Sent => ({
    base: RETURNS,
    fields: { ...RETURNS, ...changes },
    version: 1,
    changes,
    published: undefined,
  });
  const conflict = new ApiError("conflict", "Somebody has changed this article meanwhile.", false, { status: 409 });

  /** The server's article, which changes only where the version is the one that was seen. */
  function server(there: Article) {
    const asked: EditArticle[] = [];
    return {
      asked,
      article: async () => there,
      editArticle: async (_: string, edit: EditArticle) => {
        asked.push(edit);
        if (edit.version !== there.version) throw conflict;
        return { ...there, ...edit, version: there.version + 1 } as Article;
      },
    };
  }

  it("goes round a colleague who has changed something else", async () => {
    const api = server(stored({ tags: ["shop"] }));
    const saved = await editArticle(api, "a1", sent({ body: "Within 60 days." }));
    expect(saved).toMatchObject({ body: "Within 60 days.", tags: ["shop"] });
    expect(api.asked.map(({ version }) => version)).toEqual([1, 2]);
  });

  it("stops where a colleague has changed the same", async () => {
    const api = server(stored({ body: "Within 14 days." }));
    const saving = editArticle(api, "a1", sent({ body: "Within 60 days." }));
    await expect(saving).rejects.toMatchObject({ fields: ["body"], theirs: { body: "Within 14 days." } });
    expect(api.asked).toHaveLength(1);
  });

  it("tells that an address is taken, which is no colleague's change", async () => {
    const taken = new ApiError("conflict", "…", false, { fieldErrors: [{ field: "slug", message: "Taken." }] });
    const api = { article: vi.fn(), editArticle: () => Promise.reject(taken) };
    await expect(editArticle(api, "a1", sent({ slug: "returns-2" }))).rejects.toBe(taken);
    expect(api.article).not.toHaveBeenCalled();
  });
});

describe("an article's fields", () => {
  it("need a title; a new one gets its address by itself", () => {
    expect(Object.keys(problemsOf(BLANK, true))).toEqual(["title"]);
    expect(Object.keys(problemsOf({ ...RETURNS, slug: "" }, false))).toEqual(["slug"]);
    expect(problemsOf(RETURNS, false)).toEqual({});
  });

  it("are told where they are too long, too many or written wrong", () => {
    const tags = Array.from({ length: 21 }, (_, at) => `tag ${at}`);
    const wrong = {
      title: "x".repeat(201),
      slug: "-x",
      body: "",
      tags,
      locale: "english please",
      examples: ["x".repeat(301)],
    };
    expect(Object.keys(problemsOf(wrong, true))).toEqual(["title", "slug", "tags", "locale", "examples"]);
  });

  it.each([
    ["Returns & Refunds", "returns-refunds"],
    ["  Crème brûlée", "creme-brulee"],
    ["jam-", "jam-"],
    ["a--b", "a-b"],
  ])("%j becomes the address %j while it is typed", (typed, slug) => {
    expect(asSlug(typed)).toBe(slug);
  });

  it("lose the hyphen that waited for a word, once the address is left", () => {
    expect(["jam-", "jam", ""].map(wholeSlug)).toEqual(["jam", "jam", ""]);
  });

  it("take tags with commas between and examples line by line, each once", () => {
    expect(withTags(["orders"], "money, orders,  late   fees ,")).toEqual(["orders", "money", "late fees"]);
    expect(
      withExamples(["Can I return it?"], "can i return it?\n\n How  do refunds work? \nHow do refunds work?"),
    ).toEqual(["Can I return it?", "How do refunds work?"]);
  });
});

describe("what is not saved yet", () => {
  const draft = { base: BLANK, version: 0, fields: RETURNS, questionId: "q1" };

  it("is found again by its agent alone, and gone once it is saved or the agent signs out", () => {
    const storage = new MemoryStorage();
    const [anas, budis] = [new ArticleDrafts(storage, "ana"), new ArticleDrafts(storage, "budi")];
    anas.write("a1", draft);
    expect(anas.read("a1")).toEqual(draft);
    expect(budis.has("a1")).toBe(false);
    budis.write("a2", draft);
    anas.clear();
    expect([anas.has("a1"), budis.has("a2")]).toEqual([false, true]);
    budis.forget("a2");
    expect(budis.read("a2")).toBeNull();
  });

  it("is not kept where the browser has no room", () => {
    const storage = new MemoryStorage();
    storage.setItem = () => {
      throw new DOMException("full", "QuotaExceededError");
    };
    expect(new ArticleDrafts(storage, "ana").write("a1", draft)).toBe(false);
  });
});

describe("the list", () => {
  it("asks for what the filters say; an unfinished language narrows nothing", () => {
    expect(queryOf(EVERYTHING)).toEqual({});
    expect(queryOf({ q: " refund ", publication: "drafts", tag: "money", locale: "id" })).toEqual({
      q: "refund",
      published: false,
      tag: "money",
      locale: "id",
    });
    expect(filtersOf({ ...EVERYTHING, q: "refund", locale: "i" })).toEqual({});
    expect([isNarrowed(EVERYTHING), isNarrowed({ ...EVERYTHING, publication: "published" })]).toEqual([false, true]);
  });

  it("shows each once, and offers the tags and languages that it has seen", () => {
    const one = { id: "1", tags: ["b", "a"], locale: "id" };
    const two = { id: "2", tags: ["a"], locale: "en" };
    expect(itemsIn({ pages: [{ items: [one, two] }, { items: [two] }] })).toEqual([one, two]);
    expect(marksOf([one, two])).toEqual({ tags: ["a", "b"], locales: ["en", "id"] });
  });

  it("leads to where visitors read", () => {
    expect(pageAddress("t1", "returns")).toBe("/api/widget/t1/articles/returns/page");
  });
});

describe("an import", () => {
  const file = (name: string, content = "---\ntitle: x\n---\n") => new File([content], name);

  it("sends files with their names, and a zip as it is", async () => {
    expect(await packed([file("a.md", "A"), file("b.csv", "B")])).toEqual({
      files: [
        { name: "a.md", content: "A" },
        { name: "b.csv", content: "B" },
      ],
    });
    const zip = await packed([file("all.ZIP")]);
    expect(zip instanceof Blob && zip.type).toBe("application/zip");
  });

  it.each([
    [[], "Choose files first."],
    [["notes.docx"], "notes.docx is no .md, .csv or .zip file."],
    [["all.zip", "a.md"], "Import a .zip by itself, without other files."],
  ])("of %j is refused: %s", async (names, sentence) => {
    expect(await packed(names.map((name) => file(name)))).toBe(sentence);
  });

  it("refuses a file in another encoding by its name, instead of reading wrong letters", async () => {
    const latin = new File([new Uint8Array([0x43, 0x61, 0x66, 0xe9])], "menu.csv");
    expect(await packed([file("a.md"), latin])).toContain("menu.csv is not in UTF-8.");
    expect(await packed([file("a.md", "\ufeffCafé")])).toEqual({ files: [{ name: "a.md", content: "Café" }] });
  });

  it("names the file where the server speaks of what was sent as a whole", () => {
    const error = new ApiError("invalid_request", "…", false, {
      fieldErrors: [{ field: "body", message: "This is no zip that can be read." }],
    });
    expect(faultsOf(error, [file("all.zip")])).toEqual([
      { place: "all.zip", field: null, message: "This is no zip that can be read." },
    ]);
  });

  it("tells each fault with its file, row and field", () => {
    const error = new ApiError("invalid_request", "…", false, {
      fieldErrors: [
        { field: "articles.csv row 2: title", message: "Field required" },
        { field: "articles.csv row 3: slug", message: "String should match pattern '^[a-z]+$'" },
        { field: "returns.md", message: "The front matter is no YAML." },
        { field: "hours.md: published", message: "Input should be a valid boolean, unable to interpret input" },
        { field: "hours.md: author", message: "Extra inputs are not permitted" },
      ],
    });
    expect(faultsOf(error)).toEqual([
      { place: "articles.csv row 2", field: "title", message: "This is missing." },
      { place: "articles.csv row 3", field: "slug", message: "Small letters, digits and single hyphens between them." },
      { place: "returns.md", field: null, message: "The front matter is no YAML." },
      { place: "hours.md", field: "published", message: "Either true or false." },
      { place: "hours.md", field: "author", message: "An article has no such field." },
    ]);
    expect(problemOf(error)).toBeNull();
  });

  it("that was cut off can be repeated, and what is too large is taken in parts", () => {
    expect(problemOf(ApiError.unreachable("The server took too long."))).toContain("Import the same files again");
    expect(problemOf(new ApiError("invalid_request", "…", false, { status: 413 }))).toContain("too large");
  });

  it("counts what came of it", () => {
    expect(outcomeWords({ created: 3, updated: 1, unchanged: 20 })).toBe("3 new, 1 changed, 20 as they were.");
    expect(outcomeWords({ created: 0, updated: 0, unchanged: 1 })).toBe("1 as it was.");
    expect(outcomeWords({ created: 0, updated: 0, unchanged: 0 })).toBe("There was no article in it.");
  });
});

describe("a question that is tried", () => {
  const asked = (fields: Partial<AskedQuestion>): AskedQuestion => ({
    decision: "answer",
    would_answer: true,
    confidence: 0.9,
    raw_confidence: 0.9,
    threshold: 0.65,
    human_requested: false,
    sources: [{ article_id: "a1", title: "x", slug: "x", passage: "", matched: "", score: 1, reasons: [] }],
    ...fields,
  });

  it.each([
    [{}, "The bot answers", "It is 90% sure and answers from 65% on."],
    [
      { decision: "answer_and_offer_human", confidence: 0.7 },
      "The bot answers, and offers a person",
      "not sure enough",
    ],
    [{ decision: "suggest", confidence: 0.4 }, "The bot asks which article is meant", "instead of guessing"],
    [{ decision: "escalate", confidence: 0.1 }, "The bot calls for a person", "no article comes near enough"],
    [{ decision: "escalate", confidence: 0, sources: [] }, "The bot calls for a person", "No article speaks of this."],
    [{ decision: "escalate", human_requested: true }, "The bot calls for a person", "The visitor asks for a person."],
  ] satisfies [Partial<AskedQuestion>, string, string][])("%j: %s", (fields, title, why) => {
    const verdict = verdictOf(asked(fields));
    expect(verdict.title).toBe(title);
    expect(verdict.why).toContain(why);
  });

  it("shows figures as short as they may be", () => {
    expect([figure(3), figure(0.4567)]).toEqual(["3", "0.46"]);
  });
});

describe("what was saved", () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  it("is on its way to the bot for a while, each change anew", () => {
    const learning = new Learning();
    const told = vi.fn();
    learning.subscribe(told);
    expect(learning.isUnderWay()).toBe(false);
    learning.begin();
    vi.advanceTimersByTime(LEARNS_WITHIN_MS - 1);
    learning.begin();
    vi.advanceTimersByTime(LEARNS_WITHIN_MS - 1);
    expect(learning.isUnderWay()).toBe(true);
    vi.advanceTimersByTime(2);
    expect(learning.isUnderWay()).toBe(false);
    expect(told).toHaveBeenCalledTimes(3);
  });

  it("is told with the time since", () => {
    const now = Date.parse("2026-11-12T08:05:00Z");
    expect(agoWords("2026-11-12T08:04:50Z", now)).toBe("just now");
    expect(agoWords("2026-11-12T08:01:00Z", now)).toBe("4m ago");
    expect(agoWords("2026-01-12T08:01:00Z", now)).not.toContain("ago");
  });
});

describe("an unanswered question", () => {
  const question = {
    id: "q1",
    question: "Can I get coins back?",
    samples: ["Can I get coins back?", "coins back pls"],
  };

  it("becomes a new article's title, and its other phrasings the examples", () => {
    expect(otherPhrasings(question)).toEqual(["coins back pls"]);
    expect(draftFields(question)).toEqual({ ...BLANK, title: question.question, examples: ["coins back pls"] });
  });

  it("says how often it was asked", () => {
    expect([1, 2, 7].map(askedWords)).toEqual(["Asked once", "Asked twice", "Asked 7 times"]);
  });

  it("is off the list once it is settled", () => {
    const item = { id: "q1" } as UnansweredQuestion;
    const other = { id: "q2" } as UnansweredQuestion;
    const pages = { pages: [{ items: [item], next_cursor: "c" }, { items: [other] }], pageParams: [null, "c"] };
    expect(without(pages, "q1").pages).toEqual([{ items: [], next_cursor: "c" }, { items: [other] }]);
  });
});
