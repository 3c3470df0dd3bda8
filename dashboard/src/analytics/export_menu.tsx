import { type AnalyticsQuery, type AnalyticsTable, isApiError } from "@frontdesk/widget/client";
import { FileDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import menu from "../parts/menu.module.css";
import { saveFile } from "../parts/save_file";
import { useToast } from "../parts/toasts";

const TABLES: readonly { table: AnalyticsTable; label: string }[] = [
  { table: "series", label: "Conversations and times" },
  { table: "agents", label: "Agents" },
  { table: "hours", label: "Busiest hours" },
  { table: "weekdays", label: "Busiest weekdays" },
  { table: "escalations", label: "Escalations" },
  { table: "confidence", label: "Bot’s confidence" },
];

/** What is on the page as files for a spreadsheet. */
export function ExportMenu({ query }: { query: AnalyticsQuery }) {
  const download = useExport(query);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>
        <Button>
          <FileDown size={15} aria-hidden="true" />
          Export
        </Button>
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content className={menu.menu} align="end" sideOffset={4} collisionPadding={8}>
          <DropdownMenu.Label className={menu.label}>As a table (.csv)</DropdownMenu.Label>
          {TABLES.map(({ table, label }) => (
            <DropdownMenu.Item key={table} className={menu.item} onSelect={() => void download(table)}>
              {label}
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

function useExport(query: AnalyticsQuery): (table: AnalyticsTable) => Promise<void> {
  const { api } = useWork();
  const say = useToast();
  return async (table) => {
    try {
      saveFile(await api.analytics.file(query, table), `${table} ${query.from} to ${query.to}.csv`);
    } catch (error) {
      if (!isApiError(error)) throw error;
      say(`The figures could not be exported. ${error.message}`);
    }
  };
}
