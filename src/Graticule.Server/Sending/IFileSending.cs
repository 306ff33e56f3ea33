namespace Graticule.Server.Sending;

/// <summary>
/// Of a connection: bytes of files that the kernel moves from its cache to the socket, without passing through this process. Between
/// <see cref="TryBegin"/> and <see cref="End"/>, what is written to the body of the response stands for what is really sent.
/// </summary>
internal interface IFileSending
{
    /// <summary>
    /// Begins an answer whose head has not been written; false where that cannot be, and the bytes have to be copied: other systems than Linux,
    /// no TCP, or something is still on its way to the client that sent the next request before it had the last answer.
    /// </summary>
    bool TryBegin();

    /// <summary>What is written from here on are the bytes of this file from a position on, whatever is in the memory that is written.</summary>
    void BeginFile(FileStream file, long position);

    /// <summary>What is written from here on is sent as it is.</summary>
    void EndFile();

    /// <summary>The end of the answer, complete or not.</summary>
    void End();
}
