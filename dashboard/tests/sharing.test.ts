import { ApiError } from "@frontdesk/widget/client";
import { MutationObserver, QueryClient } from "@tanstack/react-query";
import { expect, it, vi } from "vitest";
import { type Card, cardAt, sharing } from "../src/conversation/sharing";

const ARTICLE = { id: "a1", title: "Returns" };

it("shares an article again as it was first shared, however long the log is by then", async () => {
  const sent: Card[] = [];
  let watermark = 7;
  const shareArticle = vi.fn(async (_id: string, card: Card) => {
    sent.push(card);
    watermark += 5;
    if (sent.length < 3) throw ApiError.unreachable("The server took too long.");
    return {} as never;
  });
  const observer = new MutationObserver(new QueryClient(), { ...sharing({ shareArticle }, "c1"), retryDelay: 0 });
  await observer.mutate(cardAt(watermark, ARTICLE));
  expect(sent).toHaveLength(3);
  expect(sent[0]).toMatchObject({ base_seq: 7, article_id: "a1", content: "Returns" });
  expect(sent[0]?.client_id).toMatch(/^7\./);
  expect(new Set(sent.map((card) => JSON.stringify(card))).size).toBe(1);
  await observer.mutate(cardAt(watermark, ARTICLE));
  expect(sent[3]?.base_seq).toBe(22);
});

it("does not share again what was refused", async () => {
  const shareArticle = vi.fn().mockRejectedValue(new ApiError("invalid_request", "No.", false));
  const observer = new MutationObserver(new QueryClient(), { ...sharing({ shareArticle }, "c1"), retryDelay: 0 });
  await expect(observer.mutate(cardAt(7, ARTICLE))).rejects.toThrow("No.");
  expect(shareArticle).toHaveBeenCalledTimes(1);
});
