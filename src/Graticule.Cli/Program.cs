using Graticule.Analysis;
using Graticule.Cli;
using Graticule.Cli.Work;
using Graticule.Jobs.Processes;

// A worker is started again and again, and so is a container: they need no command line, and so load nothing that reads one.
return args switch
{
    ["work"] => await WorkCommand.RunAsync(new ProcessCatalog(BuiltIn.Processes, BuiltIn.Loaders, store: null)),
    ["render", "--socket", var socket] => await RenderCommand.RunAsync(socket),
    ["singularity", .. var words] => await SingularityCommand.RunAsync(words, Console.Out, Console.Error),
    _ => await GraticuleCommand.RunAsync(args, Console.Out, Console.Error),
};
