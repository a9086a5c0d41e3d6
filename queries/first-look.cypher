// First look: papers, what they introduce, and what that stands on
// A small picture of the whole to begin with.
// :param limit => 40 | integer | most paths | 100
MATCH path = (:Paper)-[:INTRODUCES]->(:Model)-[:USES_BACKBONE|USES_ENCODER|USES_GENERATOR|DERIVED_FROM]->(:Model)
RETURN path
LIMIT $limit
