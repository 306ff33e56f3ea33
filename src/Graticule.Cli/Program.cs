using Graticule.Cli;

return await GraticuleCommand.RunAsync(args, Console.Out, Console.Error);
