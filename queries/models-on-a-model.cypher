// Which models stand on a model, and on which of its versions
// Systems whose backbone is the model or one of its numbered versions, with the sizes and the entries that say so.
// :param model => 'Vicuna' | string | the model's name | 'LLaMA'
// :param limit => 100 | integer | most rows | 50
MATCH (version:Model)
WHERE version.name STARTS WITH $model
  AND substring(version.name, size($model)) =~ '([- ]?[vV]?[0-9][0-9.]*)?'
MATCH path = (system)-[r:USES_BACKBONE]->(version)
RETURN path, system.name AS system, version.name AS version, r.sizes AS sizes, r.basis AS basis, r.sources AS sources
ORDER BY version, system
LIMIT $limit
