// The papers under a heading
// Papers that stand under a heading of a list or one below it.
// :param topic => 'Image Generation' | string | the heading | 'LVLMs'
// :param limit => 100 | integer | most rows | 30
MATCH (t:Topic {name: $topic})
MATCH path = (t)<-[:SUBTOPIC_OF*0..4]-(:Topic)<-[:IN_TOPIC]-(p:Paper)
RETURN path, p.name AS paper, p.year AS year, p.url AS url
ORDER BY paper, p.id
LIMIT $limit
