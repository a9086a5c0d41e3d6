// Why does the graph say so?
// Every statement of the graph between two things, with the rule that found it and the lines of the lists.
// :param from => 'MiniGPT-4' | string | name or title of the one | 'Visual Instruction Tuning'
// :param to => 'Vicuna' | string | name of the other | 'LLaVA'
// :param limit => 100 | integer | most rows | 20
MATCH (a:Model|Paper|Organization)
WHERE a.name = $from
MATCH (b:Model|Technique|Dataset|Organization)
WHERE b.name = $to
MATCH path = (a)-[r]->(b)
UNWIND range(0, size(r.sources) - 1) AS i
RETURN path, type(r) AS relation, r.basis AS basis, r.confidence AS confidence, r.sources[i] AS source, r.rules[i] AS rule, r.quotes[i] AS quote
ORDER BY relation, source
LIMIT $limit
