using TorchSharp.Interop;

namespace TorchSharp;

public static partial class torch
{
    public static partial class autograd
    {
        /// <summary>What forward leaves for backward.</summary>
        public class AutogradContext : IDisposable
        {
            private readonly Dictionary<string, object> _data = [];
            private nint _native;
            private int _savedCount;
            private List<Tensor> _toSave = [];
            private List<Tensor> _dirty = [];
            private List<Tensor> _nonDifferentiable = [];

            internal AutogradContext()
            {
            }

            public bool MaterializeGrads { get; private set; } = true;

            /// <summary>Inputs or outputs that backward needs; outputs too may be saved, without a cycle of references.</summary>
            public void save_for_backward(List<Tensor> tensors) => _toSave = tensors;

            /// <summary>The saved tensors as new handles; refuses those that were changed in place since.</summary>
            public List<Tensor> get_saved_variables()
            {
                var handles = new nint[_savedCount];
                return [.. Handles.Take(handles, Native.ts_context_saved(_native, handles, handles.Length))];
            }

            public void save_data(string key, object value) => _data[key] = value;

            public object get_data(string key) => _data.GetValueOrDefault(key);

            public void mark_dirty(List<Tensor> tensors) => _dirty = [.. tensors];

            public void mark_non_differentiable(List<Tensor> tensors) => _nonDifferentiable = [.. tensors];

            /// <summary>Whether backward gets zeros for outputs that were not used, or invalid tensors.</summary>
            public void set_materialize_grads(bool value) => MaterializeGrads = value;

            public void Dispose() => GC.SuppressFinalize(this);

            /// <summary>libtorch's context is valid during forward and backward only.</summary>
            internal Binding Bind(nint context)
            {
                _native = context;
                return new Binding(this);
            }

            /// <summary>Tells libtorch at the end of forward what was asked for.</summary>
            internal void Commit()
            {
                nint[] saved = Handles.Of(_toSave), dirty = Handles.Of(_dirty), constant = Handles.Of(_nonDifferentiable);
                Native.Check(Native.ts_context_save(_native, saved, saved.Length));
                Native.Check(Native.ts_context_mark_dirty(_native, dirty, dirty.Length));
                Native.Check(Native.ts_context_mark_non_differentiable(_native, constant, constant.Length));
                Native.ts_context_materialize(_native, MaterializeGrads);
                GC.KeepAlive((_toSave, _dirty, _nonDifferentiable));
                _savedCount = saved.Length;
                _toSave = _dirty = _nonDifferentiable = null;
            }

            internal readonly struct Binding(AutogradContext context) : IDisposable
            {
                public void Dispose() => context._native = 0;
            }
        }
    }
}
