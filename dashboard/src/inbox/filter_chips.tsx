import { X } from "lucide-react";
import { NO_FILTERS, namesOfSet, without } from "./filters";
import styles from "./filters.module.css";
import { useListSettings } from "./list_settings";
import { useFilterWords } from "./use_filter_words";
import type { View } from "./views";

/** What the list is narrowed to, each with a way to let it go. */
export function FilterChips({ view }: { view: View }) {
  const { filters, change } = useListSettings(view);
  const wordsOf = useFilterWords();
  const names = namesOfSet(filters);
  if (names.length === 0) return null;
  return (
    <ul className={styles.chips} aria-label="Filters that are set">
      {names.map((name) => {
        const words = wordsOf(filters, name);
        return (
          <li key={name} className={styles.chip}>
            <span>{words}</span>
            <button
              type="button"
              aria-label={`Remove the filter: ${words}`}
              onClick={() => change({ filters: without(filters, name) })}
            >
              <X size={12} strokeWidth={2.4} />
            </button>
          </li>
        );
      })}
      {names.length > 1 && (
        <li>
          <button type="button" className={styles.clear} onClick={() => change({ filters: NO_FILTERS })}>
            Clear all
          </button>
        </li>
      )}
    </ul>
  );
}
