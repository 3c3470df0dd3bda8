import { safeHref } from "./href";

export function Avatar({ name, logo, small }: { name: string; logo?: string | null; small?: boolean }) {
  const src = logo ? safeHref(logo) : null;
  return (
    <span class={small ? "avatar small" : "avatar"} aria-hidden="true">
      {src ? <img src={src} alt="" /> : initialsOf(name)}
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters = [words[0], words.length > 1 ? words.at(-1) : ""].map((word) => [...(word ?? "")][0] ?? "");
  return letters.join("").toUpperCase();
}
