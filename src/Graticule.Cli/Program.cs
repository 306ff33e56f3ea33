using Graticule.Analysis;
using Graticule.Cli.Work;
using Graticule.Jobs.Processes;

return args switch
{
    ["run", var folder] => await RunCommand.RunAsync(folder, new ProcessCatalog(BuiltIn.Processes), Console.Out, Console.Error, CancellationToken.None),
    ["work"] => await WorkCommand.RunAsync(new ProcessCatalog(BuiltIn.Processes)),
    _ => 2,
};
