using Graticule.Tests.Raster.CubeFormats;

namespace Graticule.Tests.Analysis.Matchup.Outputs;

/// <summary>Rules of CF that a program can check, and that files of ours must not break; read with netCDF4.</summary>
internal static class ConventionRules
{
    private const string Program =
        """
        import sys, re, netCDF4
        wrong = []
        def check(holds, what):
            if not holds:
                wrong.append(what)
        def walk(group):
            yield group
            for inner in group.groups.values():
                yield from walk(inner)
        with netCDF4.Dataset(sys.argv[1]) as d:
            check(re.search(r'CF-1\.\d+', getattr(d, 'Conventions', '')) and 'ACDD-1.3' in d.Conventions, 'Conventions')
            for name in ['title', 'source', 'history', 'date_created', 'cdm_data_type']:
                check(isinstance(getattr(d, name, None), str) and getattr(d, name), 'attribute ' + name)
            for group in walk(d):
                for name, v in group.variables.items():
                    where = group.path + ' ' + name + ': '
                    a = {k: v.getncattr(k) for k in v.ncattrs()}
                    check(re.fullmatch(r'[A-Za-z][A-Za-z0-9_]*', name), where + 'name')
                    check(all(isinstance(k, str) and re.fullmatch(r'[A-Za-z_][A-Za-z0-9_]*', k) for k in a), where + 'names of attributes')
                    check('long_name' in a or 'standard_name' in a or name == 'matchIDs', where + 'says not what it is')
                    if a.get('standard_name') in ('longitude', 'latitude'):
                        check(a.get('units') == {'longitude': 'degrees_east', 'latitude': 'degrees_north'}[a['standard_name']], where + 'units')
                    if a.get('standard_name') == 'time':
                        check(v.dtype == 'f8', where + 'type of times')
                        check(a.get('calendar', 'standard') == 'standard', where + 'calendar')
                        check(len(v) == 0 or netCDF4.num2date(v[0], a['units']).year > 0, where + 'units of time')
                    if a.get('standard_name') == 'depth':
                        check(a.get('positive', '').lower() == 'down' and a.get('units') == 'm', where + 'direction of depth')
                    check('standard_name' not in a or re.fullmatch(r'[a-z][a-z0-9_]*( [a-z_]+)?', a['standard_name']), where + 'standard_name')
                    check(a.get('units') not in ('C', 'celcius', ''), where + 'units')
                    for part in a.get('coordinates', '').split():
                        other = group.variables.get(part)
                        check(other is not None and set(other.dimensions) <= set(v.dimensions), where + 'coordinates ' + part)
                    for part in a.get('ancillary_variables', '').split():
                        check(part in group.variables, where + 'ancillary ' + part)
                    if 'flag_values' in a:
                        check(len(a['flag_values']) == len(a['flag_meanings'].split()) and a['flag_values'].dtype == v.dtype, where + 'flags')
                    for k in ('valid_min', 'valid_max', '_FillValue'):
                        check(k not in a or a[k].dtype == v.dtype, where + k)
                    if 'valid_min' in a and v.size:
                        x = v[:]
                        check(x.count() == 0 or (a['valid_min'] <= x.min() and x.max() <= a['valid_max']), where + 'valid range')
        print('\n'.join(wrong) or 'fine')
        """;

    internal static void Check(string path) => Assert.Equal("fine", CubeFolder.Python(Program, path));
}
