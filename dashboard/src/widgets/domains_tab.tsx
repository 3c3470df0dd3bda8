import { Plus, X } from "lucide-react";
import { type KeyboardEvent, useRef, useState } from "react";
import { Button } from "../parts/button";
import { Field, TextInput } from "../parts/field";
import field from "../parts/field.module.css";
import { reachOf, withDomains } from "./domains";
import styles from "./domains.module.css";
import type { TabProps } from "./tab_props";

/** The contract's limit. */
const CEILING = 50;

/** The sites that may embed the widget. */
export function DomainsTab({ draft, change, problems }: TabProps) {
  const [typed, setTyped] = useState("");
  const input = useRef<HTMLInputElement>(null);
  const { allowed_domains: domains } = draft;
  const add = () => {
    if (typed.trim() === "") return;
    change({ allowed_domains: withDomains(domains, typed).slice(0, CEILING) });
    setTyped("");
  };
  const pressed = (event: KeyboardEvent) => {
    if (event.key !== "Enter" && event.key !== ",") return;
    event.preventDefault();
    add();
  };
  const remove = (domain: string) => {
    change({ allowed_domains: domains.filter((each) => each !== domain) });
    input.current?.focus();
  };
  return (
    <>
      <Field
        label="Add a site"
        error={problems.allowed_domains}
        hint="shop.example is that host alone; *.shop.example is everything below it. An address can be pasted."
      >
        {(control) => (
          <div className={styles.adding}>
            <TextInput
              {...control}
              ref={input}
              placeholder="shop.example"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              onKeyDown={pressed}
              onBlur={add}
            />
            <Button onClick={add} disabled={typed.trim() === ""}>
              <Plus size={15} aria-hidden="true" />
              Add
            </Button>
          </div>
        )}
      </Field>
      {domains.length === 0 ? (
        <p className={styles.everywhere}>
          <strong>Every site</strong> may embed this widget. Name your own, so that no other one can.
        </p>
      ) : (
        <ul className={styles.domains} aria-label="Sites that may embed the widget">
          {domains.map((domain, place) => (
            <li key={domain}>
              <div className={styles.words}>
                <code>{domain}</code>
                {problems[`allowed_domains.${place}`] ? (
                  <p className={field.error} role="alert">
                    {problems[`allowed_domains.${place}`]}
                  </p>
                ) : (
                  <p className={field.hint}>{reachOf(domain)}</p>
                )}
              </div>
              <button
                type="button"
                className={styles.remove}
                aria-label={`Remove ${domain}`}
                onClick={() => remove(domain)}
              >
                <X size={15} />
              </button>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
