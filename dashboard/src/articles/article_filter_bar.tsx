import { useEffect, useId, useRef, useState } from "react";
import { TextInput } from "../parts/field";
import { SearchField } from "../parts/search_field";
import { Select } from "../parts/select";
import { useCommand } from "../shortcuts/running";
import styles from "./article_list.module.css";
import { type Publication, useArticleFilters } from "./filters";
import { useKnownMarks } from "./queries";

const PUBLICATIONS: readonly { value: Publication; label: string }[] = [
  { value: "any", label: "Published and drafts" },
  { value: "published", label: "Published" },
  { value: "drafts", label: "Drafts" },
];

export function ArticleFilterBar() {
  const { filters, change } = useArticleFilters();
  const known = useKnownMarks();
  const bar = useRef<HTMLDivElement>(null);
  useCommand("search", () => bar.current?.querySelector("input")?.focus());
  useCommand("filter", () => bar.current?.querySelector<HTMLElement>("[role=combobox]")?.focus());
  return (
    <div className={styles.tools} ref={bar}>
      <SearchField label="Search title, text, tag or example" value={filters.q} onChange={(q) => change({ q })} />
      <Select
        aria-label="State"
        className={styles.choice ?? ""}
        value={filters.publication}
        onChange={(publication: Publication) => change({ publication })}
        options={PUBLICATIONS}
      />
      <WordFilter label="Tag" value={filters.tag} known={known.tags} onChange={(tag) => change({ tag })} />
      <WordFilter
        label="Language"
        value={filters.locale}
        known={known.locales}
        onChange={(locale) => change({ locale })}
      />
    </div>
  );
}

interface WordFilterProps {
  label: string;
  value: string;
  known: readonly string[];
  onChange: (value: string) => void;
}

/** Those that are known are offered; what is typed counts once it is one of them, or Enter or leaving it says so. */
function WordFilter({ label, value, known, onChange }: WordFilterProps) {
  const offered = useId();
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  return (
    <>
      <TextInput
        className={styles.word ?? ""}
        list={offered}
        aria-label={label}
        placeholder={`Any ${label.toLowerCase()}`}
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        value={typed}
        onChange={({ target }) => {
          setTyped(target.value);
          if (target.value === "" || known.includes(target.value)) onChange(target.value);
        }}
        onKeyDown={(event) => event.key === "Enter" && onChange(typed.trim())}
        onBlur={() => onChange(typed.trim())}
      />
      <datalist id={offered}>
        {known.map((word) => (
          <option key={word} value={word} />
        ))}
      </datalist>
    </>
  );
}
