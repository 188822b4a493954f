namespace WorkflowAlerts.Timing;

/// <summary>Between the clock on a wall somewhere and the one line of time.</summary>
internal static class Zone
{
    /// <summary>
    /// The zone of an IANA name such as <c>Europe/Berlin</c>, or null. Names that only Windows knows, or that some systems take in any case, are none: a
    /// configuration means the same everywhere.
    /// </summary>
    public static TimeZoneInfo? Find(string name) =>
        IsName(name) && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId && zone.Id == name ? zone : null;

    /// <summary>The name somebody may have meant, or null.</summary>
    public static string? Meant(string name) =>
        TimeZoneInfo.TryConvertWindowsIdToIanaId(name, out string? iana) ? iana
        : TimeZoneInfo.GetSystemTimeZones().FirstOrDefault(zone => zone.HasIanaId && IsAlike(zone.Id, name))?.Id;

    extension(TimeZoneInfo zone)
    {
        /// <summary>When the clock first shows a time. One that it skips counts as the end of the gap.</summary>
        public DateTimeOffset First(DateTime local) => zone.At(local).Min();

        /// <summary>When the clock last shows a time: where it is set back, the second time. One that it skips counts as the end of the gap.</summary>
        public DateTimeOffset Last(DateTime local) => zone.At(local).Max();

        /// <summary>What the clock shows.</summary>
        public DateTime Local(DateTimeOffset at) => TimeZoneInfo.ConvertTime(at, zone).DateTime;

        // By the clock alone: .NET's own answers on ambiguous times are wrong where winter is the exception, as in Dublin.
        // https://github.com/dotnet/runtime/issues/120915
        private IReadOnlyList<DateTimeOffset> At(DateTime local)
        {
            DateTimeOffset around = new(local, TimeSpan.Zero);
            TimeSpan[] offsets = [zone.GetUtcOffset(around.AddDays(-1)), zone.GetUtcOffset(around.AddDays(1))];
            DateTimeOffset[] shown;

            // Gaps begin and end at whole minutes, as do the times of a configuration.
            while ((shown = [.. offsets.Select(offset => new DateTimeOffset(local, offset).ToUniversalTime()).Where(at => zone.Local(at) == local)]).Length == 0)
            {
                local = local.AddMinutes(1);
            }

            return shown;
        }
    }

    // On Linux a name is a file's path.
    private static bool IsName(string name) => name.Length > 0 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '_' or '-' or '+') && name[0] != '/';

    private static bool IsAlike(string id, string name) =>
        id.Equals(name.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase)
        || (name.Length > 2 && id.EndsWith("/" + name.Trim().Replace(' ', '_'), StringComparison.OrdinalIgnoreCase));
}
