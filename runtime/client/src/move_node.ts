/**
 * Moves a node with its state.
 *
 * `moveBefore` keeps focus, playing media, frames, scroll positions and
 * animations. Without it, or where it does not apply, the node is inserted
 * as usual.
 */
export function moveNode(node: Node, parent: Node, before: Node | null): void {
  const { moveBefore } = parent as { moveBefore?: (node: Node, before: Node | null) => void };
  if (moveBefore && node.isConnected && parent.isConnected) moveBefore.call(parent, node, before);
  else parent.insertBefore(node, before);
}
