import { h, render } from "preact";
import { expect, it } from "vitest";
import { ApiError } from "../../src/client/http";
import { Vote } from "../../src/panel/article/vote";
import type { Model } from "../../src/panel/model";
import { texts } from "../../src/panel/texts/en";
import { SmallElement } from "../small_document";
import { until } from "../until";

type Answer = (error?: ApiError) => void;

/** The question below the article about refunds, and a server that answers a vote when it is told to. */
function asked() {
  const votes: { slug: string; helpful: boolean; answer: Answer }[] = [];
  const api = {
    vote: (slug: string, helpful: boolean) =>
      new Promise<void>((resolve, reject) => {
        votes.push({ slug, helpful, answer: (error) => (error ? reject(error) : resolve()) });
      }),
  };
  const model = { texts, locale: "en", api, votes: new Map() } as unknown as Model;
  const place = new SmallElement("div");
  const open = () => render(h(Vote, { model, slug: "refunds" }), place as never);
  const openAgain = () => {
    render(null, place as never);
    open();
  };
  open();
  const said = () => place.all("p")[0]?.textContent;
  const pressed = () => place.all("button").map((button) => button.getAttribute("aria-pressed"));
  const answered = async (count: number) => {
    await until(() => expect(votes).toHaveLength(count));
    return votes.at(-1) as (typeof votes)[number];
  };
  return { place, votes, said, pressed, answered, openAgain };
}

const press = (place: SmallElement, name: string) => place.button(name).happens("click");

it("asks whether the article has helped, and thanks for the answer by the live region once it is counted", async () => {
  const { place, said, pressed, answered } = asked();
  expect(place.textContent).toContain("Was this article helpful?");
  expect(place.all("p")[0]?.getAttribute("role")).toBe("status");
  expect([said(), pressed()]).toEqual(["", ["false", "false"]]);
  press(place, "Yes");
  const vote = await answered(1);
  expect(vote).toMatchObject({ slug: "refunds", helpful: true });
  expect(said()).toBe("");
  vote.answer();
  await until(() => expect(said()).toBe("Thank you for telling us."));
  expect(pressed()).toEqual(["true", "false"]);
});

it("changes the vote when another answer is pressed, one after the other", async () => {
  const { place, votes, said, pressed, answered } = asked();
  press(place, "Yes");
  press(place, "No");
  const first = await answered(1);
  await until(() => expect(pressed()).toEqual(["false", "true"]));
  first.answer();
  (await answered(2)).answer();
  await until(() => expect(said()).toBe("Thank you for telling us."));
  expect(votes.map(({ helpful }) => helpful)).toEqual([true, false]);
  expect(pressed()).toEqual(["false", "true"]);
});

it("says why a vote was not counted, and shows the one that is", async () => {
  const { place, said, pressed, answered } = asked();
  press(place, "No");
  (await answered(1)).answer();
  await until(() => expect(said()).toBe("Thank you for telling us."));
  press(place, "Yes");
  (await answered(2)).answer(new ApiError("rate_limited", "Too many.", true));
  await until(() => expect(said()).toBe("That was a little fast. Please wait a moment."));
  expect(pressed()).toEqual(["false", "true"]);
});

it("shows the vote that was counted when the article is opened again", async () => {
  const { place, said, pressed, answered, openAgain } = asked();
  press(place, "No");
  (await answered(1)).answer();
  await until(() => expect(said()).toBe("Thank you for telling us."));
  openAgain();
  expect([said(), pressed()]).toEqual(["", ["false", "true"]]);
});
