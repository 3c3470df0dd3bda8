import type { Draft } from "./draft";
import type { Problems } from "./problems";

/** What each tab of a widget's form works on. */
export interface TabProps {
  draft: Draft;
  change: (changes: Partial<Draft>) => void;
  problems: Problems;
}
