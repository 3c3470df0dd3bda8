import type { CSSProperties, ReactNode } from "react";
import { Field } from "../parts/field";
import styles from "./slider.module.css";

interface Props {
  label: string;
  value: number;
  onChange: (value: number) => void;
  min: number;
  max: number;
  step?: number;
  /** The value in words, beside the slider and to those who hear it. */
  words: string;
  hint?: ReactNode;
  error?: string | undefined;
}

export function Slider({ label, value, onChange, min, max, step = 1, words, hint, error }: Props) {
  return (
    <Field label={label} hint={hint} error={error}>
      {(control) => (
        <div className={styles.row}>
          <input
            {...control}
            type="range"
            className={styles.slider}
            min={min}
            max={max}
            step={step}
            value={value}
            aria-valuetext={words}
            style={{ "--filled": `${((value - min) / (max - min)) * 100}%` } as CSSProperties}
            onChange={(event) => onChange(event.target.valueAsNumber)}
          />
          <output className={styles.words} htmlFor={control.id} aria-hidden="true">
            {words}
          </output>
        </div>
      )}
    </Field>
  );
}
