import { useState } from "react";

/** What is written in a field of a ticket, until the ticket itself says something else there. */
export function useText(value: string): [string, (text: string) => void] {
  const [written, setWritten] = useState({ value, text: value });
  if (written.value !== value) setWritten({ value, text: value });
  return [written.text, (text) => setWritten({ value, text })];
}
