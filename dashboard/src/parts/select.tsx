import { Check, ChevronsUpDown } from "lucide-react";
import { Select as Radix } from "radix-ui";
import type { ReactNode } from "react";
import styles from "./field.module.css";
import menu from "./menu.module.css";

export interface Option<Value extends string> {
  value: Value;
  label: string;
  /** Before the label: a dot, an avatar. */
  mark?: ReactNode;
  isDisabled?: boolean;
}

interface Props<Value extends string> {
  options: readonly Option<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  isDisabled?: boolean;
  className?: string;
  id?: string;
  "aria-label"?: string;
  "aria-describedby"?: string | undefined;
  "aria-invalid"?: boolean | undefined;
}

/** One of several. Its label comes from a `Field` or from `aria-label`; a value may not be the empty text. */
export function Select<Value extends string>(props: Props<Value>) {
  const { options, value, onChange, placeholder = "Choose…", isDisabled, className, ...trigger } = props;
  return (
    <Radix.Root
      value={value ?? ""}
      onValueChange={(chosen) => onChange(chosen as Value)}
      disabled={isDisabled ?? false}
    >
      <Radix.Trigger className={`${styles.input} ${styles.select} ${className ?? ""}`} {...trigger}>
        <Radix.Value placeholder={placeholder} />
        <Radix.Icon>
          <ChevronsUpDown size={14} />
        </Radix.Icon>
      </Radix.Trigger>
      <Radix.Portal>
        <Radix.Content className={styles.options} position="popper" sideOffset={4} collisionPadding={8}>
          <Radix.Viewport>
            {options.map((option) => (
              <Radix.Item
                key={option.value}
                value={option.value}
                disabled={option.isDisabled ?? false}
                className={menu.item}
              >
                {option.mark}
                <Radix.ItemText>{option.label}</Radix.ItemText>
                <Radix.ItemIndicator className={menu.indicator}>
                  <Check size={15} aria-hidden="true" />
                </Radix.ItemIndicator>
              </Radix.Item>
            ))}
          </Radix.Viewport>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
