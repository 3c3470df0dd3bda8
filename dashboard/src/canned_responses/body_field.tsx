import { BookOpen, Braces } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type UIEvent, useRef } from "react";
import { ArticlePicker } from "../conversation/article_picker";
import { Field } from "../parts/field";
import menu from "../parts/menu.module.css";
import styles from "./canned_responses.module.css";
import { Highlighted } from "./highlighted";
import { meaningOf } from "./samples";
import { articleVariable } from "./variables";

interface Props {
  body: string;
  onChange: (body: string) => void;
  variables: readonly string[];
  problem: string | undefined;
}

/** The text of a canned response; its variables stand out as they are typed, and a menu puts them in. */
export function BodyField({ body, onChange, variables, problem }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const backdrop = useRef<HTMLDivElement>(null);

  const insert = (name: string) => {
    const element = area.current;
    if (!element) return;
    element.setRangeText(`{{${name}}}`, element.selectionStart, element.selectionEnd, "end");
    onChange(element.value);
  };
  // One goes on writing behind what was put in.
  const goOnWriting = () => area.current?.focus();
  const scrollAlong = ({ currentTarget }: UIEvent<HTMLTextAreaElement>) => {
    if (backdrop.current) backdrop.current.scrollTop = currentTarget.scrollTop;
  };

  return (
    <div className={styles.bodyField}>
      <Field label="Text" error={problem}>
        {(control) => (
          <div className={styles.editor}>
            <div className={styles.backdrop} ref={backdrop} aria-hidden="true">
              <Highlighted body={body} known={variables} />
              {/* A line break at the very end has no height of its own. */}
              {"\n"}
            </div>
            <textarea
              {...control}
              ref={area}
              rows={6}
              className={styles.area}
              value={body}
              onChange={(event) => onChange(event.target.value)}
              onScroll={scrollAlong}
            />
          </div>
        )}
      </Field>
      <div className={styles.inserts}>
        <ArticlePicker
          label="Choose the article to quote"
          isModal
          onClosed={goOnWriting}
          trigger={
            <button type="button" className={styles.insert}>
              <BookOpen size={14} aria-hidden="true" />
              Quote an article
            </button>
          }
          onChoose={({ slug }) => insert(articleVariable(slug))}
        />
        <VariableMenu variables={variables} onChoose={insert} onClosed={goOnWriting} />
      </div>
    </div>
  );
}

interface VariableMenuProps {
  variables: readonly string[];
  onChoose: (name: string) => void;
  onClosed: () => void;
}

function VariableMenu({ variables, onChoose, onClosed }: VariableMenuProps) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={styles.insert}>
        <Braces size={14} aria-hidden="true" />
        Insert a variable
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          className={menu.menu}
          align="end"
          sideOffset={4}
          collisionPadding={8}
          onCloseAutoFocus={(event) => {
            event.preventDefault();
            onClosed();
          }}
        >
          {variables.map((name) => (
            <DropdownMenu.Item key={name} className={menu.item} onSelect={() => onChoose(name)}>
              <code className={styles.variable}>{name}</code>
              <span className={styles.meaning}>{meaningOf(name)}</span>
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
