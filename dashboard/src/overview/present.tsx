import { AgentAvatar } from "../parts/presence";
import { useAgents } from "../team/queries";
import { inOrder } from "../team/team_order";
import { WorkloadBar } from "../team/workload_bar";
import { PRESENCE_WORDS } from "../text/presence";
import styles from "./overview.module.css";

/** Who is there, and how much they have in their hands. */
export function Present() {
  const { data } = useAgents();
  if (!data) return null;
  const agents = inOrder(data.filter(({ presence }) => presence !== "offline"));
  return (
    <section className={styles.section} aria-labelledby="overview-present">
      <h2 id="overview-present" className={styles.heading}>
        Who is there
      </h2>
      {agents.length === 0 ? (
        <p className={styles.nobody}>Nobody is there at the moment.</p>
      ) : (
        <ul className={styles.agents}>
          {agents.map((agent) => (
            <li key={agent.id} className={styles.agent}>
              <AgentAvatar agent={agent} size={32} />
              <div className={styles.names}>
                <span className={styles.name}>{agent.name}</span>
                <span className={styles.presence}>{PRESENCE_WORDS[agent.presence]}</span>
              </div>
              <div className={styles.load}>
                <span>
                  {agent.current_chats} of {agent.max_concurrent_chats}
                </span>
                <WorkloadBar agent={agent} />
              </div>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
