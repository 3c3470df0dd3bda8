import { Plus, UserPlus } from "lucide-react";
import { useState } from "react";
import { useWork } from "../app/work";
import { Button } from "../parts/button";
import { Page } from "../parts/page";
import { Tabs } from "../parts/tabs";
import { AgentsPanel } from "./agents_panel";
import { DepartmentDialog } from "./department_dialog";
import { DepartmentsPanel } from "./departments_panel";
import { InviteDialog } from "./invite_dialog";
import { useAgents, useDepartments } from "./queries";

type Panel = "agents" | "departments";

/** Who answers, whether they are there, how much they have in their hands, and how they are grouped. */
export function TeamPage() {
  const { me } = useWork();
  const [panel, setPanel] = useState<Panel>("agents");
  const agents = useAgents();
  const departments = useDepartments();
  const tabs = [
    { name: "agents", label: "Agents", count: agents.data?.length },
    { name: "departments", label: "Departments", count: departments.data?.length },
  ] as const;
  return (
    <Page
      title="Team"
      about="Who answers, whether they are there, and how much they have in their hands."
      actions={me.role === "admin" && (panel === "agents" ? <Invite /> : <NewDepartment />)}
    >
      <Tabs tabs={tabs} label="Team" value={panel} onChange={setPanel}>
        {panel === "agents" ? <AgentsPanel /> : <DepartmentsPanel />}
      </Tabs>
    </Page>
  );
}

function Invite() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <UserPlus size={15} aria-hidden="true" />
        Invite
      </Button>
      {isOpen && <InviteDialog close={() => setOpen(false)} />}
    </>
  );
}

function NewDepartment() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button tone="primary" onClick={() => setOpen(true)}>
        <Plus size={15} aria-hidden="true" />
        New department
      </Button>
      {isOpen && <DepartmentDialog department={null} close={() => setOpen(false)} />}
    </>
  );
}
