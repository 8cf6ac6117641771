/**
 * Puts a node somewhere else with its life intact.
 *
 * `moveBefore` keeps focus, playing media, frames, scroll positions and
 * animations; where it is missing or does not apply, an ordinary insertion
 * has to do.
 */
export function move(node: Node, parent: Node, before: Node | null): void {
  const { moveBefore } = parent as { moveBefore?: (node: Node, before: Node | null) => void };
  if (moveBefore && node.isConnected && parent.isConnected) moveBefore.call(parent, node, before);
  else parent.insertBefore(node, before);
}
