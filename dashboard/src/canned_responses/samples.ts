import { quotedSlug } from "./variables";

/** What the preview puts where a variable stands, so that the writer reads a sentence and not a formula. */
const SAMPLES: Readonly<Record<string, string>> = {
  visitor_name: "Sari Dewi",
  visitor_first_name: "Sari",
  visitor_email: "sari@example.com",
  company_name: "Kopi Pagi",
  page_title: "Gayo, 250 g",
  page_url: "https://shop.example/gayo",
};

/** Where a variable's value comes from, for the menu that offers it. */
const MEANINGS: Readonly<Record<string, string>> = {
  visitor_name: "The visitor's name",
  visitor_first_name: "The visitor's first name",
  visitor_email: "The visitor's email",
  agent_name: "The name of whoever answers",
  agent_first_name: "The first name of whoever answers",
  company_name: "Your company",
  page_title: "The title of the page that they are on",
  page_url: "The address of the page that they are on",
};

/** One's own name is the real one. A variable without a sample says what it stands for, an article what it will be. */
export function sampleOf(variable: string, agentName: string): string {
  if (variable === "agent_name") return agentName;
  if (variable === "agent_first_name") return agentName.split(/\s+/)[0] ?? agentName;
  const slug = quotedSlug(variable);
  return slug === null ? (SAMPLES[variable] ?? wordsOf(variable)) : quotation(slug);
}

/** Its title, as far as the slug tells it, and the end of its page's address. */
function quotation(slug: string): string {
  const words = slug.replaceAll("-", " ");
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: https://…/${slug}/page`;
}

export function meaningOf(variable: string): string {
  return MEANINGS[variable] ?? wordsOf(variable);
}

/** "visitor_name" as people say it: "visitor name". */
function wordsOf(variable: string): string {
  return variable.replaceAll("_", " ");
}
