using Graticule.Analysis;
using Graticule.Cli;
using Graticule.Cli.Work;
using Graticule.Jobs.Processes;

// A worker is started again and again: it needs no command line, and so loads nothing that reads one.
return args is ["work"]
    ? await WorkCommand.RunAsync(new ProcessCatalog(BuiltIn.Processes, BuiltIn.Loaders, store: null))
    : await GraticuleCommand.RunAsync(args, Console.Out, Console.Error);
