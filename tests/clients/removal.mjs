// When something that is deprecated goes: the last words of its reason, "Removal on 2027-04-01."

/** The day on which something goes, or undefined where its reason does not say one. */
export function removalDay(reason) {
  const day = /\. Removal on (\d{4}-\d{2}-\d{2})\.$/.exec(reason ?? '')?.[1];
  return day && new Date(`${day}T00:00:00Z`).toJSON()?.startsWith(day) ? day : undefined;
}

/**
 * The rule `require-deprecation-date` for a schema that keeps to the specification: the rule of the package wants an argument
 * `deletionDate`, which `@deprecated` does not have, so that no server and no client could read such a schema.
 */
export const requireRemovalDay = {
  meta: { type: 'suggestion', schema: [] },
  create(context) {
    const today = new Date().toISOString().slice(0, 10);
    return {
      'Directive[name.value=deprecated]'(node) {
        const reason = node.arguments?.find((argument) => argument.name.value === 'reason')?.value.value;
        const day = removalDay(reason);
        const name = node.parent.name.value;
        if (!day) {
          const message = `${name} is deprecated and does not say when it goes: end the reason with "Removal on YYYY-MM-DD."`;
          context.report({ node: node.name, message });
        } else if (day < today) {
          const message = `${name} was to go on ${day}: take it away, or say a later day`;
          context.report({ node: node.name, message });
        }
      },
    };
  },
};
