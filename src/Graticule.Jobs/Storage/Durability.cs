namespace Graticule.Jobs.Storage;

/// <summary>What a recorded write survives.</summary>
public enum Durability
{
    /// <summary>The end of the process and of the machine: a commit waits until the disk has it. The default.</summary>
    Disk,

    /// <summary>The end of the process, however it comes; but a power cut or a crash of the kernel may take the latest commits with it.</summary>
    Process,
}
