import Linkify from "linkify-react";
import type { Opts } from "linkifyjs";

const OPTIONS: Opts = {
  defaultProtocol: "https",
  target: "_blank",
  rel: "noopener noreferrer nofollow",
  /** Nothing but the web and mail becomes a link. */
  validate: (value, type) => type === "email" || (type === "url" && /^(https?:\/\/|[^:]+$)/i.test(value)),
};

/** What somebody wrote: text, never markup, with its links made clickable. */
export function MessageText({ text }: { text: string }) {
  return <Linkify options={OPTIONS}>{text}</Linkify>;
}
