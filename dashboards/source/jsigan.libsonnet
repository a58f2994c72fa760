// What every dashboard has in common: data sources, variables, links, layout and panels. Classic dashboard JSON, which Grafana from 10 on reads.
{
  local prometheus = { type: 'prometheus', uid: '${datasource}' },
  local postgres = { type: 'grafana-postgresql-datasource', uid: '${database}' },

  // Labels that every PromQL expression selects by.
  selector: 'job=~"$job",instance=~"$instance"',

  // Thresholds: [[value, colour], ...] after a base colour.
  steps(base, steps):: {
    mode: 'absolute',
    steps: [{ color: base, value: null }] + [{ color: step[1], value: step[0] } for step in steps],
  },
  plain:: $.steps('green', []),

  // A PromQL query. %(s)s in the expression becomes the selector.
  query(expr, legend='__auto'):: {
    datasource: prometheus,
    expr: expr % { s: $.selector },
    legendFormat: legend,
  },

  // A SQL query. format is time_series or table.
  sql(text, format='table'):: {
    datasource: postgres,
    rawQuery: true,
    editorMode: 'code',
    format: format,
    rawSql: text,
  },

  // A panel of any type: title, description, unit, thresholds and queries are not optional.
  panel(type, title, description, unit, thresholds, targets, width=8, height=8):: {
    type: type,
    title: title,
    description: description,
    datasource: if std.objectHas(targets[0], 'rawSql') then postgres else prometheus,
    fieldConfig: { defaults: { unit: unit, thresholds: thresholds }, overrides: [] },
    targets: [targets[i] { refId: std.char(65 + i) } for i in std.range(0, std.length(targets) - 1)],
    gridPos: { w: width, h: height },
  },

  stat(title, description, unit, thresholds, targets, width=4)::
    $.panel('stat', title, description, unit, thresholds, targets, width, 4)
    { options: { reduceOptions: { calcs: ['lastNotNull'] }, colorMode: 'value', graphMode: 'area' } },

  timeseries(title, description, unit, thresholds, targets, width=8)::
    $.panel('timeseries', title, description, unit, thresholds, targets, width)
    {
      options: { legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi', sort: 'desc' } },
      fieldConfig+: { defaults+: { custom: { lineWidth: 1, fillOpacity: 0, spanNulls: true } } },
    },

  // Values that add up to a whole.
  stacked(title, description, unit, thresholds, targets, width=8)::
    $.timeseries(title, description, unit, thresholds, targets, width)
    { fieldConfig+: { defaults+: { custom+: { fillOpacity: 40, stacking: { mode: 'normal', group: 'A' } } } } },

  // Values over several powers of ten.
  logarithmic(title, description, unit, thresholds, targets, width=8)::
    $.timeseries(title, description, unit, thresholds, targets, width)
    { fieldConfig+: { defaults+: { custom+: { scaleDistribution: { type: 'log', log: 10 } } } } },

  // Against steps in place of time: SQL gives step, series and value.
  overSteps(title, description, unit, thresholds, targets, width=12)::
    $.panel('trend', title, description, unit, thresholds, targets, width)
    {
      options: { xField: 'step', legend: { displayMode: 'list', placement: 'bottom' }, tooltip: { mode: 'multi' } },
      fieldConfig+: { defaults+: { custom: { lineWidth: 1, spanNulls: true } } },
      transformations: [
        { id: 'partitionByValues', options: { fields: ['series'], keepFields: false, naming: { asLabels: true } } },
        { id: 'joinByField', options: { byField: 'step', mode: 'outer' } },
      ],
    },

  table(title, description, unit, thresholds, targets, width=24)::
    $.panel('table', title, description, unit, thresholds, targets, width)
    { options: { showHeader: true, cellHeight: 'sm' } },

  // Rows of panels: each row begins below the one before it.
  local layOut(rows) = std.foldl(
    function(at, row)
      local placed = std.foldl(
        function(line, panel)
          local wraps = line.x + panel.gridPos.w > 24;
          local x = if wraps then 0 else line.x;
          local y = if wraps then line.bottom else line.y;
          {
            x: x + panel.gridPos.w,
            y: y,
            bottom: std.max(line.bottom, y + panel.gridPos.h),
            panels: line.panels + [panel { gridPos+: { x: x, y: y } }],
          },
        row.panels,
        { x: 0, y: at.y + 1, bottom: at.y + 1, panels: [] }
      );
      local heading = { type: 'row', title: row.title, collapsed: false, panels: [], gridPos: { x: 0, y: at.y, w: 24, h: 1 } };
      { y: placed.bottom, panels: at.panels + [heading] + placed.panels },
    rows,
    { y: 0, panels: [] }
  ).panels,

  row(title, panels):: { title: title, panels: panels },

  // Variables of dashboards that read Prometheus.
  local label(name, title, expr) = {
    name: name,
    label: title,
    type: 'query',
    datasource: prometheus,
    query: expr,
    definition: expr,
    refresh: 2,
    sort: 3,
    multi: true,
    includeAll: true,
    allValue: '.+',
    current: { text: 'All', value: '$__all' },
  },
  // Where docs/ of the project is served: compose.yaml puts it into Grafana's own public folder.
  local documents = { name: 'docs', label: 'Documents', type: 'constant', query: '/public/jsigan', hide: 2, skipUrlSync: true },
  local source(name, title, plugin) = { name: name, label: title, type: 'datasource', query: plugin, refresh: 1 },
  prometheusVariables:: [
    source('datasource', 'Data source', 'prometheus'),
    label('job', 'Job', 'label_values(jsigan_run_info, job)'),
    label('run', 'Run', 'label_values(jsigan_run_info{job=~"$job"}, run)'),
    label('instance', 'Instance', 'label_values(jsigan_run_info{job=~"$job",run=~"$run"}, instance)'),
  ],
  rankVariable:: label('rank', 'Rank', 'label_values(jsigan_rank_seconds_total{job=~"$job",instance=~"$instance"}, rank)'),

  // Variables of dashboards that read PostgreSQL.
  local choice(name, title, text, all=false) = {
    name: name,
    label: title,
    type: 'query',
    datasource: postgres,
    query: text,
    definition: text,
    refresh: 2,
    multi: true,
    includeAll: all,
  },
  postgresVariables:: [source('database', 'Database', 'grafana-postgresql-datasource')],
  choice:: choice,

  // Interruptions, as lines in every chart.
  generationAnnotation:: {
    name: 'Generations',
    datasource: prometheus,
    enable: true,
    iconColor: 'orange',
    expr: 'changes(jsigan_run_generation{%s}[$__rate_interval]) > 0' % $.selector,
    titleFormat: 'generation changed',
    step: '5s',
  },

  dashboard(uid, title, description, variables, rows, annotations=[]):: {
    uid: 'jsigan-' + uid,
    title: 'JSI-GAN ' + title,
    description: description,
    tags: ['jsigan'],
    schemaVersion: 39,
    editable: false,
    graphTooltip: 1,
    refresh: '10s',
    timezone: 'utc',
    time: { from: 'now-1h', to: 'now' },
    templating: { list: variables + [documents] },
    annotations: { list: annotations },
    links: [
      { type: 'dashboards', title: 'JSI-GAN', tags: ['jsigan'], asDropdown: true, includeVars: true, keepTime: true },
      { type: 'link', title: 'Runbooks', url: '${docs}/runbooks.md', targetBlank: true, icon: 'doc' },
    ],
    panels: std.mapWithIndex(function(i, panel) panel { id: i + 1 }, layOut(rows)),
  },
}
