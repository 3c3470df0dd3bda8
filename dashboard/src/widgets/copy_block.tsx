import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
import { Button } from "../parts/button";
import field from "../parts/field.module.css";
import { useToast } from "../parts/toasts";
import styles from "./copy_block.module.css";

const CONFIRMED_MS = 2_000;

interface Props {
  label: string;
  text: string;
  hint?: string;
}

/** Something to be put elsewhere: read it, and take it along with one press. */
export function CopyBlock({ label, text, hint }: Props) {
  return (
    <div className={styles.block}>
      <div className={styles.head}>
        <h3 className={field.label}>{label}</h3>
        <CopyButton text={text} label={label} />
      </div>
      <pre className={styles.code}>
        <code>{text}</code>
      </pre>
      {hint && <p className={field.hint}>{hint}</p>}
    </div>
  );
}

export function CopyButton({ text, label }: { text: string; label: string }) {
  const [isCopied, setCopied] = useState(false);
  const say = useToast();
  useEffect(() => {
    if (!isCopied) return;
    const timer = setTimeout(() => setCopied(false), CONFIRMED_MS);
    return () => clearTimeout(timer);
  }, [isCopied]);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setCopied(true);
    } catch {
      say("Your browser does not let this page copy. Select the text instead.");
    }
  };
  return (
    <Button onClick={() => void copy()} aria-label={`Copy: ${label}`}>
      {isCopied ? <Check size={14} aria-hidden="true" /> : <Copy size={14} aria-hidden="true" />}
      <span aria-live="polite">{isCopied ? "Copied" : "Copy"}</span>
    </Button>
  );
}
