import { Search, X } from "lucide-react";
import { useRef } from "react";
import styles from "./search_field.module.css";

interface Props {
  /** What is searched; it stands in the empty field too. */
  label: string;
  value: string;
  onChange: (value: string) => void;
}

export function SearchField({ label, value, onChange }: Props) {
  const input = useRef<HTMLInputElement>(null);
  const clear = () => {
    onChange("");
    input.current?.focus();
  };
  return (
    <search className={styles.search}>
      <Search size={15} aria-hidden="true" />
      <input
        ref={input}
        type="text"
        inputMode="search"
        enterKeyHint="search"
        aria-label={label}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        value={value}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => event.key === "Escape" && value !== "" && clear()}
      />
      {value !== "" && (
        <button type="button" className={styles.clear} aria-label="Clear the search" onClick={clear}>
          <X size={14} />
        </button>
      )}
    </search>
  );
}
