import { ListFilter } from "lucide-react";
import { useState } from "react";
import { Button } from "../parts/button";
import { Popover } from "../parts/popover";
import { useCommand } from "../shortcuts/running";
import { FilterForm } from "./filter_form";
import { NO_FILTERS, namesOfSet } from "./filters";
import styles from "./filters.module.css";
import { useListSettings } from "./list_settings";
import type { View } from "./views";

export function FilterPopover({ view }: { view: View }) {
  const [isOpen, setOpen] = useState(false);
  const { filters, change } = useListSettings(view);
  const set = namesOfSet(filters).length;
  useCommand("filter", () => setOpen(true));
  const trigger = (
    <button type="button" className={styles.trigger} aria-label={set > 0 ? `Filters, ${set} set` : "Filters"}>
      <ListFilter size={15} aria-hidden="true" />
      {set > 0 && <span className={styles.badge}>{set}</span>}
    </button>
  );
  return (
    <Popover trigger={trigger} label="Filters" align="end" isOpen={isOpen} onOpenChange={setOpen}>
      <FilterForm
        view={view}
        filters={filters}
        onChange={(changes) => change({ filters: { ...filters, ...changes } })}
      />
      <div className={styles.foot}>
        <Button disabled={set === 0} onClick={() => change({ filters: NO_FILTERS })}>
          Clear
        </Button>
        <Button tone="primary" onClick={() => setOpen(false)}>
          Done
        </Button>
      </div>
    </Popover>
  );
}
