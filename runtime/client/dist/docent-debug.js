"use strict";(()=>{function M(e,t){return Reflect.get(Reflect.getPrototypeOf(e),t,e)}function N(e,t,...n){return M(e,t).call(e,...n)}var rt="[type=checkbox],[type=radio]";function Be(e){return e instanceof HTMLInputElement&&e.matches(rt)}function Ge(e){return e instanceof HTMLSelectElement||Be(e)}function it(e){return e.matches("[type^=date],[type=time],[type=month],[type=week]")}function Me(e){return e instanceof HTMLTextAreaElement?e.defaultValue:e instanceof HTMLInputElement&&!e.matches(`[type=file],[type=hidden],${rt}`)?e.getAttribute("value"):void 0}function ze(e){return e instanceof HTMLSelectElement?je(e,lt).join(`
`):Be(e)?e.defaultChecked:Me(e)}function ce(e,t=!1){if(e instanceof HTMLSelectElement){let n=dt(e);for(let o of ye(e))o.selected!==n.includes(o)&&(o.selected=!o.selected)}else if(Be(e))for(let n of st(e))n.checked=n.defaultChecked;else{let n=Me(e),o=e;t&&o.type==="file"&&(o.value=""),(n!==void 0&&(n||n===""&&!(e instanceof HTMLTextAreaElement))||t&&n!==void 0)&&en(o,n??"")}}function en(e,t){(e.value!==t||e.validity.badInput)&&(e.value=t)}function qe(e,t){return e===t||e instanceof HTMLInputElement&&t instanceof HTMLInputElement&&st(e).includes(t)}function st(e){let{name:t,form:n}=e;return e.type!=="radio"||!t?[e]:[...N(document,"querySelectorAll","input[type=radio]")].filter(r=>r.name===t&&r.form===n)}function at(e,t){let n=ye(e),o=je(e),r=n.filter(m=>m.selected),i=dt(e),a=t||r.length!==i.length||r.some(m=>!i.includes(m)),c=r.map(m=>m.id),l=r.map(m=>n.indexOf(m));return()=>{let m=je(e),s=ye(e),y=l.map((v,T)=>{let g=c[T]&&s.find(L=>L.id===c[T]);return g||(m[v]===o[v]?s[v]:s[m.indexOf(o[v])]??(m.length===o.length&&!o.includes(m[v])?s[v]:void 0))});if(!a||!y[0]&&!e.multiple)ce(e);else for(let v of s)v.selected!==y.includes(v)&&(v.selected=!v.selected)}}function ye(e){return[...e.querySelectorAll("option")]}function je(e,t=()=>!0){return ye(e).filter(t).map(({value:n})=>n)}function lt(e){return e.defaultSelected}function dt(e){let t=ye(e),n=t.filter(lt);if(e.multiple)return n;let o=e.size>1?void 0:t.find(i=>!i.matches(":disabled")),r=n.at(-1)??o;return r?[r]:[]}function ue(e){let t=[document],n=[];for(let o of e.split(/\s>>>\s/))n=t.flatMap(r=>[...N(r,"querySelectorAll",o)]),t=n.flatMap(r=>M(r,"shadowRoot")??[]);return n}function Le(e){let t=fe(e,"[dj-component]");return t&&N(t,"getAttribute","dj-component")}function fe(e,t){return e&&(N(e,"closest",t)??fe(N(e,"getRootNode").host,t))}function q(e=document){let t=M(e,"activeElement"),n=t&&M(t,"shadowRoot");return n?.activeElement?q(n):t??M(document,"body")}function re(e){return e===q()&&N(e,"matches",":read-write,select,iframe")}function Q(){return re(q())}function J(e,t){return!!e&&!!t&&(N(e,"contains",t)||J(e,N(t,"getRootNode").host))}function Oe(e){return!(e.isComposing||e.ctrlKey||e.altKey||e.metaKey)}function we(e){return[...e.querySelectorAll("*")].flatMap(t=>t.shadowRoot?[t,...we(t.shadowRoot)]:t)}function ve(e){return(e.tabIndex>=0||e.matches("[contenteditable]:read-write"))&&!e.matches(":disabled,[inert] *,a:not([href])")&&ee(e)}function ee(e){return N(e,"checkVisibility",{checkVisibilityCSS:!0})}function Y(e){return M(e,"focus")?.call(e,{preventScroll:!0}),e===q()}function ct(){let e=new Map,t=new Map,n=new WeakMap,o=new WeakSet,r=new WeakSet,i=0;function a(l,m){!m?.c||m.c>i||r.has(l)||(e.delete(l),(m.c>0||Ge(l))&&c(l))}function c(l,m){o.delete(l),ce(l,m)}return{restored(l){for(let m of N(l,"querySelectorAll","input,select,textarea"))fe(m,"[dj-input],[dj-change]")&&!re(m)&&ce(m,!0)},touched(l){o.add(l),Me(l)!==void 0&&r.add(l)},committed(l){it(l)&&re(l)||(r.delete(l),a(l,e.get(l)))},sent(l,m){for(let s of e.keys())qe(s,l)&&e.delete(s);e.set(l,m)},submitted(l,m){t.set(l,m);for(let s of M(l,"elements"))o.delete(s),r.delete(s)},refused(l){for(let[m,s]of e)s.c===l&&(e.delete(m),Ge(m)&&c(m));for(let[m,s]of t)s.c===l&&(t.delete(m),n.set(m,l))},judge(l){let m=s=>!!s&&(!s.c||s.c>l);return{keeps(s){let y=s.form;return re(s)||m(t.get(y))||n.get(y)>=l||[...e].some(([v,T])=>m(T)&&qe(v,s))},isTouched:s=>o.has(s)}},settle(l){i=l;for(let[m,s]of e)a(m,s);for(let[m,s]of t)if(!(!s.c||s.c>l)&&(t.delete(m),s.c>0))for(let y of M(m,"elements"))o.has(y)||c(y,!0)},reset(){e.clear(),t.clear()}}}function We(e,t){let[n,o,r,i,a,c]=me(JSON.parse(e));switch(n){case"w":return t.welcome(W(o),ne(r),ne(i),ne(Je(a).frame),Je(a).timers!==!1);case"f":return t.frame(ut(!1,o,r,me(i).map(nn),a,c));case"s":return t.frame(ut(!0,o,r,[W(i)],c,a));case"+":return t.part(ne(o),r===!0,W(i));case"x":return t.refused(ne(o),W(r),W(i));case"p":return t.heartbeat();case"d":return t.draining(ne(o));default:pe(!1,n)}}function ut(e,t,n,o,r,i){return{isSnapshot:e,s:ne(t),c:ne(n),patches:o,ops:$e(r),run:on(i)}}function $e(e){return me(e).map(t=>{let[n,o]=me(t),r=Je(o);return{name:W(n),options:r,shown:n==="step"?tn(r):void 0}})}function tn({tour:e,name:t,class:n,event:o,...r}){return{highlight:W(n),event:W(o),narration:pe(Ve(r),r)}}function Ve(e){let{text:t,target:n,step:o,total:r}=Object(e);return typeof t=="string"&&typeof n=="string"&&Number.isSafeInteger(o)&&Number.isSafeInteger(r)}function nn(e){let[t,n]=me(e);return W(t==="html"&&n)}function on(e){if(e===0)return;let[t,n,o]=me(e);return{at:[ne(t),ne(n)],ops:$e(o)}}function me(e){return pe(Array.isArray(e),e)}function Je(e){return pe(Object(e)===e&&!Array.isArray(e),e)}function W(e){return pe(typeof e=="string",e)}function ne(e){return pe(Number.isSafeInteger(e),e)}function pe(e,t){if(!e)throw Error("shape");return t}function ft(e){let t=e.trim();if(t.startsWith("["))return{chain:$e(JSON.parse(t))};let[,n,o]=/^([^\s()]+)\s*(?:\(([^]*)\))?$/.exec(t)??[];if(!n)throw Error("shape");return{name:n,params:o?.trim()?JSON.parse(`[${rn(o)}]`):void 0}}function rn(e){return e.replace(/"(?:[^"\\]|\\.)*"|'((?:[^'\\]|\\.)*)'/g,(t,n)=>n===void 0?t:JSON.stringify(n.replace(/\\(.)/g,"$1")))}function Ue(){return{__proto__:null}}function mt(e){let t=Ue();for(let{name:n,value:o}of M(e,"attributes"))n.startsWith("dj-value-")&&(t[n.slice(9).replaceAll("-","_")]=o);return t}function Ae(e){let t=Ue(),{name:n,value:o,type:r,checked:i,selectedOptions:a}=e;return n&&(t.name=n),e.matches("[type=checkbox],[type=radio]")&&(t.checked=i),r==="select-multiple"?t.value=[...a].map(c=>c.value):typeof o=="string"&&(t.value=o),t}function pt(e,t){let n=Ue(),o=new FormData(e,t);for(let r of o.keys()){let i=o.getAll(r).map(a=>typeof a=="string"?a:a.name);n[r]=i.length>1?i:i[0]}return n}function gt(e,t){let n=new Set,o=new WeakMap;function r(g,b,L=!1){let $=O=>{let _=O.composedPath()[0];_ instanceof Element&&b(O,_,`dj-${g}`)};document.addEventListener(g,$,L)}r("click",(g,b,L)=>{let $=N(b,"closest",`[${L}]`);!$||N($,"matches",":disabled")||(N(b,"closest","a[href='#']")&&g.preventDefault(),T(),e.tour.gesture($),m(L,$,b,()=>({})))}),r("submit",(g,b,L)=>{if(!(b instanceof HTMLFormElement)||!N(b,"hasAttribute",L))return;g.preventDefault(),T(),e.tour.gesture(g.submitter??b);let $=pt(b,g.submitter);m(L,b,b,()=>$,O=>e.formState.submitted(b,O))}),r("input",i),r("change",i),r("keydown",a),r("keyup",a),r("focus",l,!0),r("blur",l,!0);function i({type:g},b,L){e.formState.touched(b);let $=N(b,"closest",`[${L}]`);$&&g==="change"&&T(),$&&m(L,$,b,()=>Ae(b),O=>e.formState.sent(b,O)),g==="change"&&e.formState.committed(b)}function a(g,b,L){if(g.isComposing||!g.key)return;let $=g.key.toLowerCase().replace(/^arrow/,"").replace(" ","space"),O=getComputedStyle(b).direction==="rtl"&&{left:"right",right:"left"}[$],_=`${L}.${O||$}`,K=`[${CSS.escape(_)}],[${L}]`,F=N(b,"closest",K)??c(K,g);F&&(g.key==="Enter"&&T(),Q()||e.tour.gesture(b),m(N(F,"hasAttribute",_)?_:L,F,b,()=>({...Ae(b),key:g.key})))}function c(g,b){return b.defaultPrevented||b.repeat||!Oe(b)||Q()?void 0:[...(document.querySelector("dialog:modal")??document).querySelectorAll(g)].find($=>!$.firstElementChild&&!($.tabIndex>=0))}function l({type:g},b,L){g==="blur"&&T(b),N(b,"hasAttribute",L)&&m(L,b,b,()=>Ae(b)),g==="blur"&&e.formState.committed(b)}function m(g,b,L,$,O){let _=an(b,g);if(!_)return;if(_.chain){e.run(_.chain,b);return}let{name:K,params:F}=_,B=Le(b),j=()=>{let P=t(K,F??{...$(),...mt(b)},B);O?.(P)},x=P=>N(L,"getAttribute",P)??N(b,"getAttribute",P),C=!/^dj-(?:submit|focus|blur)$/.test(g),E=Number(x("dj-throttle"))-performance.now()+o.get(b),R=E>0?E:x("dj-debounce");!C||R===null?(o.set(b,performance.now()),j()):(O||!(E>0))&&(O?.({c:0}),s(b,g,L,Number(R),j))}function s(g,b,L,$,O){for(let F of n)F.element===g&&F.attribute===b&&y(F);let _=Number.isNaN($)?0:setTimeout(()=>v(K),$),K={element:g,attribute:b,target:L,timer:_,push:O};n.add(K)}function y(g){clearTimeout(g.timer),n.delete(g)}function v(g){y(g),o.set(g.element,performance.now()),g.push()}function T(g){for(let b of n)(!g||g===b.target)&&v(b)}}function an(e,t){let n=N(e,"getAttribute",t)??"";try{return ft(n)}catch(o){console.warn(`docent: ${t}="${n}" is wrong:`,o);return}}function ge(){let e=new Map;function t(i,a){let c=e.get(i);c||e.set(i,c=new Map);let l=c.get(a);return l||c.set(a,l={base:null,wrote:null,add:new Set,remove:new Set}),ht(i,a,l),l}function n(i){for(let[a,c]of e)for(let[l,m]of c)i(a,l,m)}function o(i,a,c){let l=t(i,"class"),m=he(l.base);for(let s of a)l.remove.delete(s),m.includes(s)||l.add.add(s);for(let s of c)l.add.delete(s),m.includes(s)&&l.remove.add(s);l.value=void 0,Xe(i,"class",l)}function r(){n((i,a,c)=>{ht(i,a,c),ie(i,a,c.base)})}return{classes:o,withdraw(i,a){let c=e.get(i)?.get("class");c&&o(i,[],a.filter(l=>c.add.has(l)))},attribute(i,a,c){let l=t(i,a);l.value=c,Xe(i,a,l)},around(i,a,c){let l=t(i,a);c(),l.wrote=l.value=N(i,"getAttribute",a)},lift:r,reapply(){for(let i of e.keys())M(i,"isConnected")||e.delete(i);n((i,a,c)=>{c.base=N(i,"getAttribute",a),Xe(i,a,c)})},revert(){r(),e.clear()}}}function Xe(e,t,n){ie(e,t,n.value===void 0?bt(n.base,n.add,n.remove):n.value,!1),n.wrote=N(e,"getAttribute",t)}function ht(e,t,n){let o=N(e,"getAttribute",t);o!==n.wrote&&(n.base=bt(o,n.remove,n.add),n.wrote=o)}function bt(e,t,n){let o=he(e),r=o.filter(a=>!n.has(a)),i=[...t].filter(a=>!o.includes(a));return i.length||r.length<o.length?[...r,...i].join(" "):e}function he(e){return e?.match(/[^\t\n\f\r ]+/g)??[]}function ie(e,t,n,o=!0){if(N(e,"getAttribute",t)===n)return;if(n===null){N(e,"removeAttribute",t);return}let r=M(e,"style"),i=t==="style"&&r;i&&(r.cssText=n),(!i||o&&N(e,"getAttribute",t)!==n)&&N(e,"setAttribute",t,n)}function Ee(e,t){let n=matchMedia("(prefers-reduced-motion)").matches?"instant":"smooth";e.scrollIntoView({behavior:n,block:t})}function yt(e){let{top:t,bottom:n,left:o,right:r}=e.getBoundingClientRect(),{width:i,height:a}=visualViewport,c=t<0||o<0||n>a||r>i;Ee(e,c?"center":"nearest")}var ln=/^(?:focus|scroll_into_view)$/,vt={__proto__:null,show:wt,hide(e,t,{ledger:n}){n.attribute(e,"hidden","")},toggle(e,t,n){(getComputedStyle(e).display==="none"?wt:vt.hide)(e,t,n)},add_class(e,t,{ledger:n}){n.classes(e,Ce(t),[])},remove_class(e,t,{ledger:n}){n.classes(e,[],Ce(t))},transition(e,t,{ledger:n}){n.classes(e,Ce(t),[]),setTimeout(()=>n.withdraw(e,Ce(t)),Number(t.time))},set_attr(e,t,{ledger:n}){let o=W(t.name),r=W(t.value);return cn(o,r)?"refused":n.attribute(e,o,r)},remove_attr(e,t,{ledger:n}){n.attribute(e,W(t.name),null)},focus(e,t,{isPolite:n}){if(!(n&&Q()||J(e,q())))return ee(e)?[e,...we(e).filter(ve)].some(Y)?void 0:"refused":"hidden"},dispatch(e,t){Se(e,W(t.event),t.detail)},push(e,t,{push:n}){n(W(t.event),t.value??{},Le(e))},scroll_into_view(e){return ee(e)?Ee(e,"center"):"hidden"},end(){},over(e){Se(e,"tour:hide")}};function Se(e,t,n){e.dispatchEvent(new CustomEvent(t,{bubbles:!0,composed:!0,detail:n}))}function Re(e,t){let n=vt[e.name];if(!n)return"refused";let o="missing";try{let r=[...dn(e,t)];if(r[1]&&ln.test(e.name))return"ambiguous";for(let i of r)if(o=n(i,e.options,t)||void 0,o||e.name==="push")break}catch{o="threw"}return o}function dn({options:e},{source:t,step:n}){if(e.to!==void 0){let r=W(e.to);if(n?.selector!==r)return ue(r);let i=n.find();return i?[i]:[]}if(e.inner!==void 0)return t.querySelectorAll(W(e.inner));if(e.closest===void 0)return[t];let o=t.closest(W(e.closest));return o?[o]:[]}function Ce(e){return he(W(e.names))}function wt(e,t,{ledger:n}){let{style:o}=e;e.hasAttribute("hidden")&&n.attribute(e,"hidden",null),o?.display==="none"&&n.around(e,"style",()=>o.display="")}function cn(e,t){return/^(?:on|srcdoc$)/i.test(e.trim())||/^javascript:/i.test(t.replace(/^[\0- ]+/,"").replace(/[\t\n\r]/g,""))}function se(e,t,n){(M(e,"isConnected")&&M(t,"isConnected")&&M(t,"moveBefore")||M(t,"insertBefore")).call(t,e,n)}var Et=16;function Ye(e){let t=new WeakMap,n=new WeakSet,o=Tt().content.ownerDocument.importNode(e,!0);r(o,e);function r(s,y){t.set(s,y),n.add(y);let v=[...M(y,"childNodes")];M(s,"childNodes").forEach((T,g)=>r(T,v[g]))}function i(s){let y=t.get(M(s,"parentNode")),v=t.get(s);for(;v&&M(v,"parentNode")!==y;)v=M(v,"parentNode");return v??void 0}function a(s,y){for(let v=M(s,y);v;v=M(v,y)){let T=i(v);if(T)return T}return null}function c(s,y){let v=t.get(M(y,"parentNode"));N(s,"contains",v)||se(s,v,a(y,"nextSibling"))}function l(s){if(i(s)||M(t.get(s),"isConnected"))return;let y=a(s,"previousSibling"),v=a(s,"nextSibling"),T=y?M(y,"nextSibling"):M(t.get(M(s,"parentNode")),"firstChild");for(;T&&T!==v&&!n.has(T)&&!J(T,q());){let g=M(T,"nextSibling");N(T,"remove"),T=g}}function m(s){l(s);let y=t.get(s),v=i(s),T=[...M(M(s,"parentNode"),"childNodes")].some(g=>g!==s&&i(g)===v);N(v&&!T?v:y,"remove"),N(s,"remove")}return(s,y)=>{let v=q(),T=Nt(o),g=Nt(s),b=new Set,L=null,$=!!s.querySelector("template");for(let[d,f]of T)g.get(d)?.localName!==f?.localName&&T.delete(d);s instanceof Element&&z(o,s),O(o,s);for(let d of b)m(d);J(e,v)&&v!==q()&&Y(v),L&&!Q()&&Y(L);function O(d,f){let u=null,h,w=()=>C(u?M(u,"nextSibling"):M(d,"firstChild"));for(let p of[...M(f,"childNodes")]){let k=K(d,p,w());if(k){let U=M(k,"parentNode")===d&&!b.has(k);for(let X=w();U&&X&&X!==k&&j(X)&&!F(X,p);X=w())b.add(X);k!==w()&&_(k,d,w()),P(k,p)}else x(d,p,w());u=k??p;let A=i(u);A&&h&&N(A,"compareDocumentPosition",h)&Node.DOCUMENT_POSITION_FOLLOWING&&se(A,t.get(d),M(h,"nextSibling")),h=A??h}for(let p=w();p;p=C(M(p,"nextSibling")))b.add(p)}function _(d,f,u){let h=i(d),w=M(d,"parentNode")===f;N(f,"insertBefore",d,u),h&&c(w?h:t.get(d),d)}function K(d,f,u){let h=B(f);if(h)return N(h,"contains",d)?void 0:h;let w=f instanceof Element,p=[];for(let I=u;I&&p.length<(w?Et:1);I=C(M(I,"nextSibling")))p.push(I);let k=p.find((I,U)=>(!U||E(f))&&R(I,f));if(k)return k;let A=w?M(f,"nextElementSibling"):null;for(let I of p){if(xt(I,f)&&!F(I,f))return I;if(!w||!j(I)||F(I,f)||A&&xt(I,A))return}}function F(d,f){let u=0;for(let h=M(f,"nextSibling");h&&E(d)&&u++<Et;h=M(h,"nextSibling"))if(R(d,h))return!0;return!1}function B(d){return T.get(xe(d))}function j(d){return!B(d)&&!J(t.get(d),v)}function x(d,f,u){N(d,"insertBefore",f,u);let h=St(f);if(r(f,h),c(h,f),f instanceof Element)for(let w of[f,...N(f,"querySelectorAll","*")]){let p=w===f?void 0:B(w);p&&N(f,"contains",w)&&!N(p,"contains",w)?(_(p,M(w,"parentNode"),w),P(p,w),m(w)):N(w,"hasAttribute","autofocus")&&(L??=t.get(w))}}function C(d){for(;d&&b.has(d);)d=M(d,"nextSibling");return d}function E(d){return!!M(d,"firstChild")}function R(d,f){return N(d,"isEqualNode",f)&&(!$||M(d,"outerHTML")===M(f,"outerHTML"))}function P(d,f){if(b.delete(d),T.delete(xe(d)),R(d,f))return;let u=t.get(d);if(!(d instanceof Element&&f instanceof Element&&u instanceof Element)){d.nodeValue=u.nodeValue=f.nodeValue,!i(d)&&!u.isConnected&&(l(d),c(u,d));return}if(M(d,"localName")==="script"||N(u,"getAttribute","dj-update")==="ignore")return;let h=ze(u),w=u instanceof HTMLSelectElement&&at(u,y.isTouched(u));if(z(d,f),u instanceof HTMLTextAreaElement)d.textContent=u.defaultValue=f.defaultValue;else if(u instanceof HTMLTemplateElement){let{content:p}=f;u.content.replaceChildren(St(p)),d.content.replaceChildren(p)}else if(!u.isContentEditable)O(d,f);else if(!re(u)&&d.innerHTML!==f.innerHTML){for(let p of[...u.childNodes])n.has(p)||p.remove();O(d,f)}w&&w(),ze(u)!==h&&!y.keeps(u)&&ce(u)}function z(d,f){let u=t.get(d);for(let h of[...N(d,"getAttributeNames"),...N(f,"getAttributeNames")]){let w=N(d,"getAttribute",h),p=N(f,"getAttribute",h);if(w!==p)try{h==="style"&&N(u,"getAttribute",h)!==w?un(u,w,p):ie(u,h,p),ie(d,h,p)}catch{}}}}}function Tt(){return N(document,"createElement","template")}function St(e){return N(document,"importNode",e,!0)}function un(e,t,n){let{style:o}=e,[r,i]=[t,n].map(a=>{let{style:c}=Tt();return c.cssText=a??"",c});for(let a of r)i.getPropertyValue(a)||o.removeProperty(a);for(let a of i){let c=i.getPropertyValue(a);c!==r.getPropertyValue(a)&&o.setProperty(a,c,i.getPropertyPriority(a))}}function xt(e,t){return M(e,"nodeName")===M(t,"nodeName")&&xe(e)===xe(t)}function xe(e){if(!(e instanceof Element))return;let t=kt(e);if(!t||t[0]==="#")return t;let n=M(e,"parentElement"),o=n&&N(n,"closest","[id],[dj-key],form,[dj-root]");return`${o&&!N(o,"hasAttribute","dj-root")&&kt(o)||""} ${t}`}function kt(e){let t=i=>N(e,"getAttribute",i),n=t("id");if(n)return`#${n}`;let o=t("dj-key");if(o)return`=${o}`;if(M(e,"localName")==="form")return`${t("name")??""}@${t("dj-submit")?.split(/[[(]/)[0]??""}`;let r=t("name");if(!(!r||!e.matches("input,select,textarea,button")))return`${r} ${e.matches("[type=checkbox],[type=radio],button")?t("value"):""}`}function Nt(e){let t=new Map;for(let n of N(e,"querySelectorAll","[id],[name],[dj-key]")){let o=xe(n);o&&t.set(o,t.has(o)?void 0:n)}return t}function Ze(){return Qe()??M(document,"body")}function Qe(){return N(document,"querySelector","[dj-root]")}function Mt(e,t,n){let o=ge(),r=Qe(),i=r?Ye(r):void 0;r&&t.restored(r);let{trustedTypes:a}=window,c=a?.createPolicy("docent",{createHTML:s=>s});function l(s,y){return Re(s,{source:y,ledger:o,push:n})}function m(s,y){let v=Qe();if(!v)return;(v!==r||!i)&&(i=Ye(r=v));let T=N(document,"createElement","template");T.innerHTML=c?.createHTML(s)??s;let g=T.content;e.ledger.lift(),o.lift();try{i(g.querySelector("[dj-root]")??g,t.judge(y))}finally{o.reapply(),e.ledger.reapply()}}return{tour:e,formState:t,apply({run:s,isSnapshot:y,patches:v,ops:T,s:g,c:b}){e.enter(s,y);for(let $ of v)m($,b);t.settle(b);let L=T.map($=>l($,Ze()));return s&&L.push(...e.perform(s)),e.tick(),L.flatMap(($,O)=>$?[[g,O,$]]:[])},run(s,y){for(let v of s)l(v,y)}}}function Pe(e,t){let n=document.createElement("div"),o=0;return n.className=e,n.role="status",n.style.cssText=t,{element:n,announce(r,i=100){clearTimeout(o),n.textContent="",o=setTimeout(()=>n.textContent=r,i)}}}var ke=["bottom","top","right","left"];function Lt(e){return ke.map((t,n)=>ke[ke.indexOf(e)^n])}function Ot(e,{width:t,height:n},o,r){let{offsetLeft:i,offsetTop:a}=o,c=i+o.width,l=a+o.height,m=ae(e.left,i,c),s=ae(e.right,i,c),y=ae(e.top,a,l),v=ae(e.bottom,a,l),T={bottom:l-v-n,top:y-a-n,right:c-s-t,left:m-i-t},g=r.find(j=>T[j]>=27)??[...r].sort((j,x)=>T[x]-T[j])[0],b=(m+s)/2,L=(y+v)/2,$=g==="left"?m-19-t:g==="right"?s+19:b-t/2,O=g==="top"?y-19-n:g==="bottom"?v+19:L-n/2,_=Math.round(ae($,i+8,c-8-t)),K=Math.round(ae(O,a+8,l-8-n)),[F,B]=g==="left"||g==="right"?[L-K,n]:[b-_,t];return{left:_,top:K,side:g??"center",arrow:ae(F,18,B-18)}}function ae(e,t,n){return Math.max(t,Math.min(e,n))}function $t(){let e=document.createElement("div"),{style:t}=e;return e.className="dj-tutorial-spotlight",e.ariaHidden="true",e.popover="manual",t.cssText="inset:auto;border:0;padding:0;background:none;pointer-events:none",{element:e,frame({left:n,top:o,width:r,height:i},a){t.left=`${(n-10)/a}px`,t.top=`${(o-10)/a}px`,t.width=`${(r+20)/a}px`,t.height=`${(i+20)/a}px`}}}var At="dj-tutorial-bubble__",fn=500;function le(){return document.querySelector("#dj-tutorial-bubble")}function Rt(e){let{style:t}=e,n=Ct(e.dataset.position)??"bottom",o=$t(),r=Pe("dj-tutorial-announcer","position:fixed;clip-path:inset(50%)"),i=[o.element,r.element],a=ge(),c=document.body,l=null,m=!1,s=null,y="",v=[],T=0;function g(){m=!0,s=e.getAttribute("style"),c=e.parentNode,l=e.nextSibling,t.cssText+=";position:fixed;inset:0 auto auto 0;margin:0",a.attribute(e,"data-visible","true"),a.attribute(e,"hidden",null);let x=getComputedStyle(e).borderStyle!=="none";a.attribute(e,"popover","manual"),x||(t.border="0");for(let C of e.querySelectorAll("button"))a.attribute(C,"tabindex","-1");b()}function b(){e.before(...i),$()}function L(x){if(e.parentNode===x)return;let C=q();se(e,x,l?.parentNode===x?l:null),b(),J(e,C)&&Y(C)}function $(){for(let x of[o.element,e])x.popover&&(x.hidePopover(),x.showPopover())}function O(x){t.boxSizing=t.maxWidth=t.maxHeight="";let{width:C,height:E}=e.getBoundingClientRect(),R=C>x.width-16,P=E>x.height-16;(R||P)&&(t.boxSizing="border-box"),R&&(t.maxWidth=`${x.width-16}px`),P&&(t.maxHeight=`${x.height-16}px`)}function _(x){v.sort((C,E)=>+x(C)-+x(E))}function K(x){return e.querySelector(`.${At}${x}`)}function F(x,C){let E=K(x);E&&E.textContent!==C&&(E.textContent=C)}function B(x,C,E){let R=K(x);R&&a.attribute(R,C,E?"":null)}function j(x,C){let E=K(x)?.dataset.names?.split("|");E&&F(x,E[+C])}return{element:e,isShown:()=>m,owns:x=>x===e||i.includes(x),controls:()=>[...e.querySelectorAll("button")].filter(ee),control:x=>["skip","back","cancel","pause"].find(C=>x.closest(`.${At}${C}`)),fill({text:x,position:C,step:E,total:R,only_timeout:P},z){F("text",x),F("step",(e.dataset.step??"").replace("{step}",`${E+1}`).replace("{total}",`${R}`)),t.setProperty("--docent-progress",`${(E+1)/R}`);let d=!!P&&!z;B("back","hidden",!E),B("pause","hidden",!z),B("skip","data-next",d),j("skip",d),y="",v=Lt(Ct(C)??n),clearTimeout(T)},isBusy:()=>m&&e.matches(":hover,:focus-visible,:has(:focus)"),rename:j,show(x){m||g(),L(fe(x,"dialog:modal,:popover-open")??c)},raise:$,follow(x){let C=visualViewport,E=x?.getBoundingClientRect()??new DOMRect(C.offsetLeft+C.width/2,C.offsetTop+C.height/2);y!==(y=`${C.width} ${C.height}`)&&O(C);let R=e.getBoundingClientRect(),P=q(),{left:z,top:d,right:f,bottom:u}=P.getBoundingClientRect(),h=I=>Ot(E,R,C,x?I:[]),w=J(e,P)||x!==P&&J(P,x),p=I=>!w&&I.left<f&&z<I.left+R.width&&I.top<u&&d<I.top+R.height;_(I=>p(h([I])));let k=h(v),A=e.currentCSSZoom??1;return t.left=`${k.left/A}px`,t.top=`${k.top/A}px`,t.setProperty("--docent-arrow",`${k.arrow/A}px`),e.dataset.side!==k.side&&a.attribute(e,"data-side",k.side),o.frame(E,A),p(k)},stepAside(){clearTimeout(T),T=setTimeout(()=>_(x=>x===e.dataset.side),fn)},focus:()=>m&&Y(e),announce:r.announce,hide(){if(m){m=!1,r.announce(""),L(c),e.matches(":popover-open")&&e.hidePopover();for(let x of i)x.remove();a.revert(),ie(e,"style",s),F("text",""),F("step",""),j("skip",!1),j("pause",!1)}}}}function Ct(e){return ke.find(t=>t===e)}function Pt(){let{element:e,announce:t}=Pe("docent-notice","position:fixed;bottom:0;background:Canvas;color:CanvasText");return{show(n,o){document.body.append(e),t(le()?.dataset[n]??"",o)},hide:()=>e.remove()}}var mn=64,pn=16*2**20,gn=250,hn=45e3,bn=3e4,yn=2e3,et=250,wn=3e4,vn=5e3;function Ht({docent:e,digest:t,build:n},o,r){let i=location.href.split("#")[0],a=Pt(),c,l=!1,m=!1,s=!1,y,v=0,T=1/0,g=0,b=0,L=[],$,O,_=0,K=0,F=0,B=0,j=0,x={welcome(S,H,Z,te,Ke){if(clearTimeout(F),F=0,a.hide(),s=!1,l=!0,T=te,o.tour.welcome(Ke),v=H,S!==y){for(let ot of L)ot.c&&u(ot,"session over");y&&o.formState.reset(),y=S,g=Z,b=0,$=void 0}z(Z),d(!0),$&&h(["t",...$])},frame(S){if(!S.isSnapshot&&S.s!==b+1)throw Error("shape");z(S.c),b=S.s;let H=o.apply(S);H.length?R(H):_||=setTimeout(R,gn)},part(S,H,Z){if(O??={id:S,text:""},O.text+=Z,O.id!==S||O.text.length>pn)throw Error("shape");if(!H)return;let te=O.text;O=void 0,We(te,x)},refused(S,H,Z){let te=L.find(Ke=>Ke.c===S)?.name??S;f(te,`${Z} (${H})`,H==="handler_failed"?"debug":"warn"),o.formState.refused(S),z(S)},heartbeat(){j=0,R()},draining:S=>{A(Math.random()*S)}};function C(){clearTimeout(B),B=0;let S=c=new WebSocket(i.replace(/^http/,"ws"),"docent.2");S.onopen=()=>h(["h",{page:e,session:y,epoch:v,ack:b,digest:t,build:n,run:o.tour.at()}]),S.onmessage=({data:H})=>{S===c&&E(String(H))},S.onclose=({code:H})=>{S===c&&p(H)},Te()}function E(S){Te(),r("in",S);try{We(S,x)}catch(H){console.error("docent: bad frame:",H),b=0,k(c)}}function R(S=[]){P(),l&&h(S.length?["k",b,S]:["k",b])}function P(){clearTimeout(_),_=0}function z(S){L=L.filter(H=>!H.c||H.c>S)}function d(S){if(l){for(let H of L){if(H.c){if(!S)continue}else{if(H.text=JSON.stringify(["e",g+1,H.name,H.params,b].concat(H.to??[])),new Blob([H.text]).size>T){u(H,"too large");continue}H.c=++g,P()}w(H.text)}z(0)}}function f(S,H,Z="warn"){console[Z](`docent: event "${S}" refused: ${H}`)}function u(S,H){return f(S.name,H),S.c=-1,S}function h(S){w(JSON.stringify(S))}function w(S){r("out",S),c.send(S)}function p(S){if(I(),S===4401)s?de("stale"):be();else if(S===4409)de("taken");else if(S===4410){let[H]=performance.getEntriesByType("navigation");(v||H.type!=="reload")&&setTimeout(()=>Q()||location.reload(),Math.random()*vn),de("stale")}else U()}function k(S){S===c&&(I(),U(),S?.close())}function A(S){let H=c;return setTimeout(()=>k(H),S)}function I(){c=O=void 0,l=!1,P(),clearTimeout(K),!F&&(F=setTimeout(()=>o.tour.abandon(),bn),a.show("lost",yn))}function U(){s=!1;let S=Math.min(wn,et*2**++j);B=setTimeout(C,et+Math.random()*(S-et))}function X(){B&&C()}function de(S){m=!0,o.tour.abandon(),a.show(S)}async function be(){try{let S=await fetch(i,{headers:{Accept:"application/docent+json"}});if(S.status>=500)return U();let{page:H}=await S.json().catch(()=>({}));if(typeof H!="string")return de("stale");e=H,s=!0,C()}catch{U()}}function Te(){clearTimeout(K),K=A(hn)}return addEventListener("offline",()=>c&&k(c)),addEventListener("online",X),document.addEventListener("visibilitychange",X),e?C():be(),{isOpen:()=>l,push(S,H,Z){let te={c:0,name:S,params:H,to:Z};return m?u(te,"session over"):L.length>=mn?u(te,"too many wait"):(L.push(te),d(!1),te)},report(S){return b?(/^[hr]/.test(S[2])||($=S),l&&h(["t",...S]),l):!1}}}var En=150;function It(e){let{narration:t,highlight:n,ledger:o,isNews:r,isTimed:i}=e,{target:a}=t,c=t.on_missing==="center",l=new AbortController,m=[],s,y,v=-1/0,{narrate:T}=e,g=!r,b=g,L=!1,$=g,O,_=!1;function K(){try{let u=ue(a);return u.find(ee)??u[0]}catch{return}}function F(){return y&&ee(y)?y:void 0}function B(){g||(g=!0,j(),F()||e.missing())}function j(){let u=K();y&&y!==u&&o.withdraw(y,n),y=u,u&&n.some(w=>!u.classList.contains(w))&&o.classes(u,n,[]);let h=(u||c)&&T;h&&(T=void 0,h(u??document.body),l.signal.aborted)||(i&&(_&&=!!s?.isBusy(),e.holdStill(e.isPaused()||document.hidden||!_&&!!s?.isBusy())),x(),h&&C(u),u&&m.length&&e.perform(m.splice(0)),g&&!b&&s?.isShown()&&(b=!0,s.announce(t.text)))}function x(){if(!s)return;let u=F();if(u)v=performance.now(),g&&(!$&&!Q()&&yt(u),$=!0);else if(performance.now()-v<En)return;if(u||c){L&&=s.isShown(),s.show(u),L||s.fill(t,i),L=!0,s.rename("pause",e.isPaused());let h=s.follow(u),w=q();h&&w!==O&&w.matches(":focus-visible")&&Ee(O=w,"start")}else s.hide()}function C(u){if(!e.movesFocus||Q())return;let h=q();u&&(J(u,h)||Y(u))||!s?.focus()||(b||=h!==s.element)}function E(){requestAnimationFrame(()=>{l.signal.aborted||(E(),j())})}function R(){let u=q();return J(s?.element,u)||J(y,u)}function P({target:u}){let h=s.control(u);h?e.control(h,u):s.stepAside(),_=h==="pause"}function z(u){let h=u.target;h.matches(":popover-open")&&s.isShown()&&!s.owns(h)&&s.raise()}function d(u){if(!(!Oe(u)||!s.isShown()))if(u.key==="Tab"){let h=f(s,u.shiftKey);if(!h)return;u.preventDefault(),h.focus()}else u.key==="Escape"&&(R()||q()===document.body&&document.querySelector("dialog:modal")===s.element.closest("dialog:modal"))&&(u.preventDefault(),u.stopImmediatePropagation(),e.control("cancel"))}function f({element:u,controls:h},w){let p=we(u.closest("dialog:modal")??document).filter(X=>X===y||ve(X)&&!J(u,X)),k=Math.max(0,p.indexOf(y));p.splice(k,y&&!ve(y)?1:0,...h());let A=q(),I=A===u?k-(w?0:1):p.indexOf(A),U=p[I+(w?-1:1)];return U&&(J(u,A)||J(u,U))?U:void 0}return E(),{selector:a,find:K,postpone:u=>{m.push(u)},attach(u){let{signal:h}=l;s=u,s.element.addEventListener("click",P,{signal:h}),addEventListener("keydown",d,{signal:h,capture:!0}),document.addEventListener("toggle",z,{signal:h,capture:!0}),document.addEventListener("visibilitychange",j,{signal:h})},settle:B,tick:j,holdsFocus:R,close(){l.abort(),s=void 0,y&&o.withdraw(y,n)}}}var Sn=5e3;function _t(e){let t=ge(),n,o,r,i,a,c=-1/0,l,m=!1,s=!0,y=!1,v="",T="",g="";function b(E){a=E,c=performance.now()}function L(){return performance.now()-c<Sn}function $(E){return n?(T!==(T=n+E)&&e.report([...n,E]),!0):!1}function O(E){n&&E!==(v===String(n))&&e.report([...n,E?"hold":"resume"])&&(v=E?String(n):"")}function _(E,R,P){B(),o=It({narration:E,isTimed:s&&!!E.timeout,highlight:he(P?.highlight),ledger:t,isNews:R,movesFocus:R&&(m||L()),narrate:P&&(z=>{r=E,Se(z,P.event,E),r=void 0}),perform:K,missing(){let{target:z,step:d}=E;$("missing"),Se(document,"docent:missing",{target:z,step:d})},control(z,d){d&&b(d),z==="pause"?y=!y:$(z)||x()},isPaused:()=>y,holdStill:O})}function K(E){let R=e.source();return E.map((P,z)=>{if(P.name==="end"&&B(),P.shown){let{narration:f}=P.shown;return _(f,g!==(g=`${n},${f.step}`),P.shown),o?.tick(),!o?.find()&&E.slice(z).some(({name:u})=>u==="end")?"missing":void 0}let d=Re(P,{ledger:t,step:o,isPolite:!0,source:R,push:e.push});return d==="missing"&&P.options.to===o?.selector&&o?.postpone(P),d})}function F(E){let{detail:R}=E;if(!Ve(R)||r&&r!==R)return;let P=le();P&&!i?.isShown()&&i?.element!==P&&(i=Rt(P)),i&&(r||_(R,!0),o?.attach(i),r||o?.settle())}function B(){o?.close(),o=void 0}function j(){B(),i?.hide()}function x(){let E=o?.holdsFocus()&&!Q()&&[l,o.find()];j(),E&&E.some(R=>R&&Y(R))}function C(E){E?x():j(),t.revert(),n=void 0,E&&(l=void 0)}return document.addEventListener(le()?.dataset.event||"tour:narrate",F),document.addEventListener("tour:hide",x),{ledger:t,at:()=>n,gesture:b,enter(E,R){let P=E?.at[0]!==n?.[0];(P||R)&&C(!E),!(!P||!E)&&(y=!1,m=L(),m&&!i?.element.contains(a)&&(l=a))},perform(E){n=E.at;let R=K(E.ops);return o?.settle(),o||i?.hide(),R},tick:()=>o?.tick(),report:$,welcome(E){s=E,v=""},abandon:()=>C(!0)}}function xn(e,t){let n=(c,l,m)=>{let[,s]=/^(skip|back|cancel)_tutorial$/.exec(c)??[];return s&&o.report(s)?{c:-1}:i.push(c,l,m)},o=_t({source:Ze,push:n,report:c=>i.report(c)}),r=Mt(o,ct(),n),i=Ht(e.dataset,r,(c,l)=>{t?.(c,l),a.debug&&console.debug("docent",c,l)});gt(r,n);let a={debug:!1,get connected(){return i.isOpen()}};Object.assign(window,{docent:a})}function Ft(e){function t(){let n=document.querySelector("script[data-docent]");n&&!Object.hasOwn(window,"docent")&&xn(n,e?.())}document.readyState==="loading"?document.addEventListener("DOMContentLoaded",t):t()}function Dt({forgotten:e,story:t},n,o,r){let i=c=>new Date(performance.timeOrigin+c).toISOString(),a={taken:i(performance.now()),browser:navigator.userAgent,state:r,latency:t.latency,timeline:n.map(({at:c,text:l})=>({at:i(c),text:l})),forgotten:e,frames:o.map(({at:c,direction:l,kind:m,summary:s,text:y,length:v})=>{let T=v>y.length?{cut:y,length:v}:{frame:kn(y)};return{at:i(c),direction:l,kind:m,summary:s,...T}})};return JSON.stringify(a,void 0,2)}async function Kt(e){try{return await navigator.clipboard.writeText(e),!0}catch{return!1}}function kn(e){try{return JSON.parse(e)}catch{return e}}function D(e,t={},...n){let o=Object.assign(document.createElement(e),t);return o.append(...n),o}function oe(e,t){e.textContent!==t&&(e.textContent=t)}function jt(e,t){for(;e.children.length>t.length;)e.lastElementChild.remove();t.forEach((n,o)=>oe(e.children[o]??e.appendChild(D("li")),n))}function Ie(e){let t=new Date(performance.timeOrigin+e),n=o=>String(o).padStart(2,"0");return`${n(t.getHours())}:${n(t.getMinutes())}:${n(t.getSeconds())}.${String(t.getMilliseconds()).padStart(3,"0")}`}function _e(e,t){let n=new Map,o=D("ol",{className:e});return{list:o,show(r){let i=new Set(r);for(let[a,c]of n)i.has(a)||(c.remove(),n.delete(a));for(let a of r){if(n.has(a))continue;let c=t(a);n.set(a,c),o.prepend(c)}},shown:()=>[...n]}}var Bt="not a frame that this panel knows",Nn=new Map([["timed_out","its time was over"],["satisfied","the visitor had done it already"],["back","back to the step before"],["missing","its target is missing"],["superseded","a newer run took its place"]]),Tn={skip:"skipped",back:"back",cancel:"cancelled"},qt={h:"hello",e:"event",t:"control",k:"ack",w:"welcome",f:"frame",s:"snapshot","+":"part",x:"refusal",p:"heartbeat",d:"draining"},Jt=[...Object.values(qt),"unknown"];function Wt(){let e=new Map,t=[],n,o=!0,r="",i=[],a,c,l,m,s=0,y=0,v=!1,T=[];function g(d,f){T.push({at:d,text:De(f)})}function b(d){return y+(v?0:d-s)}function L(d,f){y=b(f),s=f,v=d}function $(d,f){return d.map(u=>{let{name:h,at:w}=e.get(u);e.delete(u);let p=f-w;return t=[...t,p].slice(-100),{name:h,ms:p}})}function O(d,f,u){let h=[...e.keys()].filter(w=>w<=f);return d?h:h.slice(0,u?0:1)}function _(d,f){return l?.run===d&&l?.visit===f}function K(d,f,u,h){let[w,p,k]=V(f);for(let A of d)F(A,w,p,h);l&&(u||a!==w)&&(a===w&&V(k).some(I=>Gt(I)&&_(w,p))||B("the page missed why",h)),a!==w&&(a!==void 0&&j("the page missed how",h),w!==void 0&&g(h,`Run ${G(w)} started`),a=w);for(let A of V(k))F(A,w,p,h)}function F(d,f,u,h){let[w,p]=V(d),k=Object(p);if(w==="end"){let A=G(k.cause);B(Nn.get(A)??A,h)}else if(w==="over")j(G(k.outcome),h);else if(Gt(d)&&!_(f,u)){let A=l=Ln(f,u,k);c=A.tour;let I=A.timeout&&o?`, for ${A.timeout/1e3} s at most`:"";g(h,`${Fe(A)} shown at ${A.target}${I} (visit ${G(u)})`),m=void 0,v=!1,y=0,s=h}}function B(d,f){g(f,`${l?Fe(l):"A step that was not shown"} ended: ${d}`),l=void 0}function j(d,f){g(f,`${a===void 0?"A run that was not shown":`Run ${G(a)}${c?` of ${c}`:""}`} ended: ${d}`),a=c=void 0}function x([,d,f,,u],h){let w=n!==d;return w&&e.clear(),g(h,n===void 0?"Connected: a new session":w?"Connected again: another session, the last one is over":"Connected again: the same session"),n=d,o=Object(u).timers!==!1,L(!1,h),`${w?"a new session":"the same session"}, epoch ${G(f)}${o?"":", steps have no timers"}`}function C([,d,f,u],h){if(r+=typeof u=="string"?u:"",r.length>16777216&&(r=""),f!==!0)return`of message ${G(d)}`;let w=r;return r="",`the last of message ${G(d)}: ${R(zt(w),h)}`}function E([d,f,u,h,w,p],k){let A=d==="s",[I,U]=A?[V(p),w]:[V(w),p],[X,de,be]=V(U);i=[...I,...V(be)];let Te=m!==void 0&&i.some(H=>Mn(H)===m),S=$(O(A,Number(u),Te),k);return K(I,U,A,k),[`#${G(f)}`,...S.map(({name:H,ms:Z})=>`answers ${H} after ${Math.round(Z)} ms`),A||V(h).length?"renders":"",tt(I),X?`visit ${G(de)}: ${tt(V(be))||"nothing"}`:""].filter(Boolean).join(" \xB7 ")}function R(d,f){switch(d[0]){case"w":return typeof d[1]=="string"?x(d,f):Bt;case"f":case"s":return E(d,f);case"+":return C(d,f);case"x":{let[,u,h,w]=d,p=Number(u),k=e.get(p)?.name??`event ${G(u)}`;return e.has(p)&&$([p],f),g(f,`${k} was refused: ${G(w)} (${G(h)})`),`${k}: ${G(w)} (${G(h)})`}case"d":return g(f,"The server is draining: the page will reconnect"),`reconnect within ${G(d[1])} ms`;case"p":return"";default:return Bt}}function P([d,f,u,h],w){switch(d){case"h":return r="",n!==void 0&&g(w,"The connection was lost; there is a new one"),n===void 0?"asks for a session":"asks for its session again";case"e":{let[p,k]=[Number(f),G(u)],A=e.has(p);return!A&&e.size<100&&e.set(p,{name:k,at:w}),`#${p} ${k}${A?", again":""}`}case"t":return z(G(h),w),`visit ${G(u)}: ${G(h)}`;case"k":{let p=V(u).map(k=>{let[,A,I]=V(k);return`${tt([i[Number(A)]])}: ${G(I)}`});for(let k of p)g(w,`An operation failed: ${k}`);return[`up to #${G(f)}`,...p].join(" \xB7 ")}default:return""}}function z(d,f){d==="hold"||d==="resume"?(L(d==="hold",f),g(f,d==="hold"?"The step's time is held":"The step's time continues")):d==="missing"?g(f,`The step's target is missing${l?`: ${l.target}`:""}`):(m=Tn[d],g(f,`${d} was chosen`))}return{get shown(){return l&&{...l,timeout:o?l.timeout:void 0}},get isHeld(){return v},get unanswered(){return Array.from(e.values(),({name:d})=>d)},get latency(){let d=t.toSorted((u,h)=>u-h),f=d.length;return f?{last:t[f-1],median:(d[f-1>>1]+d[f>>1])/2,count:f}:void 0},elapsed:b,take(d,f,u){T=[];let h=zt(u),w=f==="in"?R(h,d):P(h,d);return{kind:qt[G(h[0])]??"unknown",summary:De(w),moments:T}},forget(){t=[]}}}function Gt(e){let[t,n]=V(e);return t==="step"&&typeof Object(n).target=="string"}function Mn(e){let[t,n]=V(e);return t==="end"?Object(n).cause:void 0}function Ln(e,t,n){let{tour:o,name:r,target:i,step:a,total:c,timeout:l,only_timeout:m,on_missing:s}=n;return{run:e,visit:t,tour:G(o),name:typeof r=="string"?r:void 0,target:G(i),step:Number(a),total:Number(c),timeout:typeof l=="number"?l:void 0,isOnlyTimed:m===!0,isCentered:s==="center"}}function Fe({tour:e,name:t,step:n,total:o}){return`${e}: step ${n+1} of ${o}${t===void 0?"":` (${t})`}`}function tt(e){return e.map(t=>{let[n,o]=V(t),{to:r,target:i,cause:a,outcome:c}=Object(o),l=r??i??a??c;return l===void 0?G(n):`${G(n)} ${G(l)}`}).join(", ")}function De(e){return e.length>400?`${e.slice(0,400)}\u2026`:e}function G(e){return typeof e=="string"?e:JSON.stringify(e)??"?"}function zt(e){try{return V(JSON.parse(e))}catch{return[]}}function V(e){return Array.isArray(e)?e:[]}var On=80;function Ut(e){let t=D("input",{type:"search",placeholder:"Filter",ariaLabel:"Filter by text",autocomplete:"off",spellcheck:!1}),n=Vt("Direction",[["","Both ways"],["out","Sent"],["in","Received"]]),o=Vt("Kind",[["","All kinds"],...Jt.map(c=>[c,c])]),r=D("div",{className:"row"},t,n,o),i=_e("frames",c=>D("li",{hidden:!a(c)},$n(c)));r.addEventListener("input",()=>{for(let[c,l]of i.shown())l.hidden=!a(c);e()});function a(c){let l=t.value.trim().toLowerCase();return(!n.value||c.direction===n.value)&&(!o.value||c.kind===o.value)&&`${c.kind} ${c.summary} ${c.text}`.toLowerCase().includes(l)}return{filter:r,list:i.list,show:i.show,passing:()=>i.shown().flatMap(([c,{hidden:l}])=>l?[]:c)}}function Vt(e,t){return D("select",{ariaLabel:e},...t.map(([n,o])=>D("option",{value:n},o)))}function $n(e){let{at:t,direction:n,kind:o,summary:r}=e,i=D("pre",{tabIndex:0,role:"group",ariaLabel:"The frame"}),a=D("details",{},D("summary",{},D("span",{className:"at"},Ie(t)),D("span",{className:`way ${n}`},n==="out"?"\u2191 sent":"\u2193 received"),D("span",{className:"kind"},o),D("span",{className:"summary"},r)),i);return a.addEventListener("toggle",()=>oe(i,a.open?An(e):"")),a}function An({text:e,length:t}){let n=t>e.length?`
\u2026 ${t-e.length} characters more were not kept`:"";try{return e.length>On?JSON.stringify(JSON.parse(e),void 0,2)+n:e}catch{return e+n}}var Xt=`/*
 * The debug panel's own styles, inside its shadow root. They follow the person's
 * preferences and not the page, whose styles must not reach the panel: hence
 * \`!important\` on the properties of the host, which the page could set.
 */

:host {
  all: initial !important;
  /* Not part of \`all\`; the panel is in English. */
  direction: ltr !important;
  color-scheme: light dark !important;
  position: fixed !important;
  inset: auto 0 0 !important;
  box-sizing: border-box !important;
  inline-size: auto !important;
  max-inline-size: none !important;
  block-size: min(45vh, 30rem) !important;
  border-block-start: 1px solid light-dark(#8a93a5, #6b7588) !important;
  background: light-dark(#fff, #161b26) !important;
  color: light-dark(#111827, #e8ecf4) !important;
  font: 13px/1.45 system-ui, sans-serif !important;
  text-align: start !important;
  box-shadow: 0 0 24px rgb(0 0 0 / 0.25) !important;
}

:host(:not(:popover-open)) {
  display: none !important;
}

:host(:popover-open) {
  display: block !important;
}

:host([data-top]) {
  inset: 0 0 auto !important;
  border-block: 0 1px solid light-dark(#8a93a5, #6b7588) !important;
  border-block-start: 0 !important;
  border-block-end: 1px solid light-dark(#8a93a5, #6b7588) !important;
}

:host(:focus-visible),
:focus-visible {
  outline: 2px solid light-dark(#1d4ed8, #93b4ff) !important;
  outline-offset: -2px !important;
}

* {
  box-sizing: border-box;
}

[hidden] {
  display: none !important;
}

.panel {
  display: flex;
  flex-direction: column;
  block-size: 100%;
}

.row {
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 6px;
}

.bar {
  flex: none;
  padding: 6px 10px;
  border-block-end: 1px solid light-dark(#d5dae3, #313a4c);
}

h2,
h3,
p,
ul,
ol {
  margin: 0;
  padding: 0;
  list-style: none;
}

h2 {
  margin-inline-end: 6px;
  font-size: 14px;
}

h3 {
  margin-block-end: 4px;
  font-size: 13px;
}

button,
input,
select {
  min-block-size: 26px;
  padding: 2px 8px;
  border: 1px solid light-dark(#7b8496, #76819a);
  border-radius: 4px;
  background: light-dark(#f4f6fa, #232b3b);
  color: inherit;
  font: inherit;
}

button {
  cursor: pointer;
}

input {
  flex: 1 1 8rem;
  min-inline-size: 0;
}

input::placeholder {
  color: light-dark(#5b6474, #a9b3c6);
}

textarea {
  flex: none;
  block-size: 6rem;
  margin: 6px 10px;
  border: 1px solid light-dark(#7b8496, #76819a);
  background: transparent;
  color: inherit;
  font: 12px/1.4 ui-monospace, monospace;
}

.parts {
  display: grid;
  grid-template: minmax(0, 1fr) / minmax(0, 2fr) minmax(0, 3fr);
  flex: 1;
  min-block-size: 0;
}

.summary-parts {
  display: grid;
  /* As high as the state needs, up to two thirds. */
  grid-template-rows: fit-content(66%) minmax(0, 1fr);
  min-block-size: 0;
  border-inline-end: 1px solid light-dark(#d5dae3, #313a4c);
}

section {
  overflow: auto;
  padding: 8px 10px;
  overflow-wrap: anywhere;
}

.summary-parts section + section {
  border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
}

.timeline li,
.state li {
  padding-block: 2px;
}

.timeline li {
  display: grid;
  grid-template-columns: max-content minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
}

.count {
  padding-block: 4px;
  color: light-dark(#4b5563, #b3bccd);
}

summary {
  display: grid;
  grid-template-columns: 1em max-content 5.5em 6em minmax(0, 1fr);
  align-items: baseline;
  gap: 0 8px;
  min-block-size: 24px;
  padding-block: 2px;
  cursor: pointer;
}

summary::before {
  content: "\u25B8";
}

[open] > summary::before {
  content: "\u25BE";
}

.at,
pre {
  font: 12px/1.4 ui-monospace, monospace;
}

.at {
  color: light-dark(#4b5563, #b3bccd);
}

.way {
  color: light-dark(#1d4ed8, #93b4ff);
}

.out {
  color: light-dark(#9a3412, #fdba74);
}

.kind {
  font-weight: 600;
}

pre {
  max-block-size: 16rem;
  margin: 2px 0 8px;
  padding: 6px 8px;
  overflow: auto;
  background: light-dark(#f4f6fa, #0e121a);
  white-space: pre-wrap;
}

/* On a phone the parts are below each other. */
@media (width < 700px) {
  :host {
    block-size: 60vh !important;
  }

  .parts {
    display: block;
    overflow: auto;
  }

  .summary-parts {
    display: block;
    border: 0;
  }

  section {
    overflow: visible;
  }

  /* A frame's summary gets a line of its own. */
  .summary {
    grid-column: 2 / -1;
  }

  .parts > section {
    border-block-start: 1px solid light-dark(#d5dae3, #313a4c);
  }
}
`;var Rn=/^dj-(?:click|submit|change|input|keydown|keyup|focus|blur)\b/;function Yt({shown:e,isHeld:t,unanswered:n,elapsed:o},r,i){let a=[];if(r||a.push("The connection is lost: nothing happens until the server is back."),n.length&&a.push(`Not answered yet: ${n.join(", ")}.`),!e)return[...a,"No step is on the page."];let{target:c,timeout:l}=e;if(a.push(`${Fe(e)}, at ${c}.`,...Hn(c,e.isCentered)),l){let s=Math.max(0,l-o(i))/1e3;a.push(`Its time: ${s.toFixed(1)} s left of ${l/1e3} s${t?`, held: ${Pn()}`:""}.`)}let m=[l?"when its time is over":"",e.isOnlyTimed?"":"by a handler or a flow of the server","by a button of the bubble"];return a.push(`It ends ${m.filter(Boolean).join(", or ")}.`),a}function Pn(){let e=le();return document.hidden?"the tab is hidden":e?.matches(":hover")?"the pointer is at the bubble":e?.contains(q())?"the focus is in the bubble":"it was paused"}function Hn(e,t){let n=_n(e),o=t?"the bubble is in the middle of the view":"the step waits for it, unless its on_missing is skip or cancel";if(!n.length)return[`Its target is missing: nothing on the page matches; ${o}.`];if(!n.some(ee))return[`Its target is on the page but not visible; ${o}.`];let r=n.length>1?[`${n.length} elements match: the first that is visible is the target.`]:[],i=In(n.find(ee));return i?[...r,`Its target calls ${i}.`]:r}function In(e){return e.getAttributeNames().filter(n=>Rn.test(n)).map(n=>`${e.getAttribute(n)} (${n})`).join(", ")}function _n(e){try{return ue(e)}catch{return[]}}var Fn=250,Dn=["keydown","keyup","click","input","change"];function Qt(e){let t;return{toggle(){t?t():t=Kn(e,()=>t=void 0)}}}function Kn(e,t){let n=q(),o=new AbortController,{signal:r}=o,i=!1,a=0,c=[],l=0,m,s=D("ul",{className:"state"}),y=_e("timeline",({at:p,text:k})=>D("li",{},D("span",{className:"at"},Ie(p)),D("span",{},k))),v=D("p",{className:"status",role:"status"}),T=D("p",{className:"count"}),g=D("textarea",{readOnly:!0,hidden:!0,ariaLabel:"The JSON, to be copied by hand"}),b=Ut(()=>oe(T,B())),L=Ne("Pause",()=>{i=!i,a=F(),oe(L,i?"Resume":"Pause"),x()}),$=Ne("To the top",()=>{let p=O.toggleAttribute("data-top");oe($,p?"To the bottom":"To the top")}),O=D("docent-panel",{lang:"en",popover:"manual",role:"dialog",ariaLabel:"docent: debug panel",tabIndex:-1}),_=O.attachShadow({mode:"open"}),K=new CSSStyleSheet;K.replaceSync(Xt),_.adoptedStyleSheets=[K],_.append(D("div",{className:"panel"},D("div",{className:"row bar"},D("h2",{},"docent"),L,Ne("Clear",d),Ne("Copy as JSON",()=>{f()}),$,Ne("Close",u),v),g,D("div",{className:"parts"},D("div",{className:"summary-parts"},nt("Why it waits",s),nt("Timeline, newest first",y.list)),nt("Frames, newest first",b.filter,T,b.list))));function F(){return e.forgotten+e.frames.length}function B(){let{forgotten:p}=e,k=`${b.passing().length} of ${b.list.childElementCount} frames`;return i?`${k}; paused, ${F()-a} more have come`:p?`${k}, ${p} older ones are not kept`:k}function j(){let{story:p}=e,{latency:k}=p,A=I=>`${I.toFixed(I<10?1:0)} ms`;return[...Yt(p,docent.connected,performance.now()),k?`From an event to its answer: ${A(k.last)} last, ${A(k.median)} median of ${k.count}.`:"No event has been answered yet."].map(De)}function x(){l=0,R(),jt(s,j()),i||({moments:c}=e,b.show(e.frames),y.show(c)),oe(T,B())}function C(){l||=requestAnimationFrame(x)}function E(){let p=q();m=J(O,p)?p:void 0}function R(){let p=[...document.querySelectorAll("dialog:modal")].at(-1)??document.body;if(O.parentNode===p&&P())return;let k=m;P()&&O.hidePopover(),se(O,p,null),O.showPopover(),k&&Y(k)}function P(){return O.matches(":popover-open")}function z(p){p.target===O&&p.stopImmediatePropagation(),!(p.target===O||p.newState!=="open")&&(P()&&O.hidePopover(),R())}function d(){e.clear(),a=0,c=[],b.show([]),y.show([]),x(),oe(v,"Cleared")}async function f(){let p=b.passing(),k=Dt(e,c,p,j()),A=await Kt(k);g.hidden=A,g.value=A?"":k,oe(v,A?`Copied: ${p.length} frames`:"The clipboard was refused: copy it from the field"),!A&&(g.focus(),g.select())}function u(){let p=!!m;e.listen(void 0),o.abort(),clearInterval(w),cancelAnimationFrame(l),O.remove(),p&&Y(n),t()}function h(p){p.key!=="Escape"||!p.composedPath().includes(O)||(p.preventDefault(),p.stopImmediatePropagation(),u())}e.listen(C);let w=setInterval(x,Fn);addEventListener("keydown",h,{signal:r,capture:!0}),addEventListener("toggle",z,{signal:r,capture:!0}),document.addEventListener("close",C,{signal:r,capture:!0});for(let p of Dn)O.addEventListener(p,k=>k.stopPropagation(),{signal:r});for(let p of[O,_])p.addEventListener("focusin",E,{signal:r}),p.addEventListener("focusout",()=>queueMicrotask(()=>O.isConnected&&E()),{signal:r});return x(),O.focus({preventScroll:!0}),u}function Ne(e,t){let n=D("button",{type:"button"},e);return n.addEventListener("click",t),n}function nt(e,...t){return D("section",{tabIndex:0,ariaLabel:e},D("h3",{},e),...t)}var jn=500,Bn=500,Gn=4*2**20,zn=64*2**10;function Zt(){let e=Wt(),t=[],n=[],o=0,r=0,i;return{story:e,get frames(){return t},get moments(){return n},get forgotten(){return r},record(a,c){let l=performance.now(),m=e.take(l,a,c),s=qn(m.kind,c),y=s.slice(0,zn);for(t.push({at:l,direction:a,kind:m.kind,summary:m.summary,text:y,length:s.length}),o+=y.length;t.length>jn||o>Gn;)o-=t.shift().text.length,r++;n=n.concat(m.moments).slice(-Bn),i?.()},clear(){t=[],n=[],o=r=0,e.forget()},listen(a){i=a}}}function qn(e,t){let n="(left out)";return e==="hello"?JSON.stringify(JSON.parse(t),(o,r)=>o==="page"||o==="session"?n:r):e==="welcome"?JSON.stringify(JSON.parse(t).map((o,r)=>r===1?n:o)):t}Ft(()=>{let e=Zt(),t=Qt(e);return addEventListener("keydown",n=>{Jn(n)&&(n.preventDefault(),t.toggle())},{capture:!0}),e.record});function Jn({key:e,code:t,ctrlKey:n,shiftKey:o,altKey:r,metaKey:i,repeat:a}){return(/^[a-z]$/i.test(e)?/d/i.test(e):t==="KeyD")&&n&&o&&!r&&!i&&!a}})();
